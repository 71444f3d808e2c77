// What the page of one load shows: the load as it is now or as it was answered, and the driver's own response.
import type { KnownCargo } from "../../../components/CargoFacts.tsx";
import type { RespondErrors, RespondValues } from "../../../components/RespondForm.tsx";
import type { Detail } from "../../../domain/freight/cargo.ts";
import type { NotFound, Unavailable } from "../../../domain/freight/ports.ts";
import { type ResponseView } from "../../../domain/responses/mod.ts";
import { responseRef } from "../../../domain/responses/commands.ts";
import { formatAge, formatPhone } from "../../../texts/format.ts";
import type { State } from "../../(_shared)/define.ts";
import { callerOf } from "./caller.ts";

/** What went wrong with the form just posted. */
export interface Attempt {
  readonly values?: RespondValues;
  readonly errors?: RespondErrors;
  readonly refusal?: string;
  readonly starsError?: string;
}

export type ShownCargo =
  | {
    readonly known: KnownCargo;
    readonly contacts: Detail["contacts"];
    readonly age: string;
    readonly stale: boolean;
  }
  /** Only the snapshot in the driver's response is left. */
  | { readonly snapshot: KnownCargo; readonly gone: boolean }
  | NotFound
  | Unavailable;

export interface CargoPage {
  readonly id: string;
  readonly cargo: ShownCargo;
  readonly response: ResponseView | null;
  readonly values: RespondValues;
  readonly attempt: Attempt;
}

export async function cargoPage(state: State, id: string, attempt: Attempt = {}): Promise<CargoPage> {
  const { freight, responses, drivers } = state.app;
  const { driverId } = callerOf(state);
  const [found, response, driver] = await Promise.all([
    freight.detail(id),
    responses.one(driverId, responseRef(driverId, id).responseId),
    drivers.find(driverId),
  ]);
  const { phone = "", name = driver?.firstName ?? "" } = driver?.contact ?? {};
  const prefilled = { phone: phone && formatPhone(phone), name, comment: "", offeredPrice: "" };
  return { id, cargo: shown(found, response), response, values: attempt.values ?? prefilled, attempt };
}

function shown(
  found: Awaited<ReturnType<State["app"]["freight"]["detail"]>>,
  response: ResponseView | null,
): ShownCargo {
  if ("refused" in found) {
    if (!response) return found;
    return { snapshot: response.cargo, gone: found.refused === "cargo_not_found" };
  }
  const { contacts, ...known } = found.data;
  return { known, contacts, age: formatAge(found.fetchedAt, Date.now()), stale: found.stale };
}

/** The status of the page when nothing else decides it. */
export function statusOfCargo(cargo: ShownCargo): number {
  if (!("refused" in cargo)) return 200;
  return cargo.refused === "cargo_not_found" ? 404 : 503;
}
