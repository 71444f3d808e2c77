// What the page of one load shows: the load as it is now or as it was answered, the driver's own response and marks.
import type { KnownCargo } from "../../../components/CargoFacts.tsx";
import type { Staleness } from "../../../components/StaleWarning.tsx";
import type { RespondErrors, RespondValues } from "../../../components/RespondForm.tsx";
import type { Access } from "../../../domain/access/mod.ts";
import type { Detail } from "../../../domain/freight/cargo.ts";
import type { Marked } from "../../../domain/marks/mod.ts";
import type { NotFound, Unavailable } from "../../../domain/freight/ports.ts";
import { type ResponseView } from "../../../domain/responses/mod.ts";
import { responseRef } from "../../../domain/responses/commands.ts";
import { formatAge } from "../../../texts/format.ts";
import type { State } from "../../(_shared)/define.ts";
import { callerOf } from "./caller.ts";
import { respondDefaults } from "./respond_defaults.ts";
import { stalenessOf } from "./staleness.ts";

/** What came of the form just posted. */
export interface Attempt {
  readonly values?: RespondValues;
  readonly errors?: RespondErrors;
  readonly refusal?: string;
  readonly starsError?: string;
  /** The contacts are on their way to the chat. */
  readonly contactsSent?: boolean;
}

type Closed = Extract<Access, { allowed: false }>;

export type ShownCargo =
  | {
    readonly known: KnownCargo;
    /** Or why they are closed to the driver. */
    readonly contacts: Detail["contacts"] | Closed;
    readonly age: string;
    readonly staleness: Staleness;
  }
  /** Only the snapshot in the driver's response is left. */
  | { readonly snapshot: KnownCargo; readonly gone: boolean }
  | NotFound
  | Unavailable;

/** How the load stands with the driver. */
export interface OwnMarks {
  readonly kept: boolean;
  readonly hidden: { readonly cargo: boolean; readonly company: boolean };
}

export interface CargoPage {
  readonly id: string;
  /** Whether this driver may answer loads. */
  readonly toRespond: Access;
  readonly marks: OwnMarks;
  readonly cargo: ShownCargo;
  readonly response: ResponseView | null;
  readonly values: RespondValues;
  readonly attempt: Attempt;
}

export async function cargoPage(state: State, id: string, attempt: Attempt = {}): Promise<CargoPage> {
  const { freight, responses, drivers, marks, contacts, subscriptions } = state.app;
  const { driverId } = callerOf(state);
  const [found, response, driver, marked, toRespond, toContacts] = await Promise.all([
    freight.detail(id),
    responses.one(driverId, responseRef(driverId, id).responseId),
    drivers.find(driverId),
    marks.of(driverId),
    subscriptions.access(driverId, "respond"),
    contacts.access(driverId),
  ]);
  const cargo = shown(found, response, { state, toContacts });
  return {
    id,
    toRespond,
    cargo,
    marks: ownMarks(marked, id, companyOf(cargo)),
    response,
    values: attempt.values ?? { ...respondDefaults(driver), offeredPrice: "" },
    attempt,
  };
}

function ownMarks({ kept, hidden, companies }: Marked, id: string, company: string | undefined): OwnMarks {
  const hasCompanyHidden = company !== undefined && companies.includes(company);
  return { kept: kept.includes(id), hidden: { cargo: hidden.includes(id), company: hasCompanyHidden } };
}

function companyOf(cargo: ShownCargo): string | undefined {
  if ("known" in cargo) return cargo.known.company;
  return "snapshot" in cargo ? cargo.snapshot.company : undefined;
}

function shown(
  found: Awaited<ReturnType<State["app"]["freight"]["detail"]>>,
  response: ResponseView | null,
  { state, toContacts }: { state: State; toContacts: Access },
): ShownCargo {
  if ("refused" in found) {
    if (!response) return found;
    return { snapshot: response.cargo, gone: found.refused === "cargo_not_found" };
  }
  const { contacts } = found.data;
  const age = formatAge(found.fetchedAt, Date.now());
  return {
    known: withoutContacts(found.data),
    contacts: toContacts.allowed ? contacts : toContacts,
    age,
    staleness: stalenessOf(found, state),
  };
}

const openParts = new WeakMap<Detail, KnownCargo>();

/** The same object for the same answer of CargoTech. */
function withoutContacts(detail: Detail): KnownCargo {
  return openParts.getOrInsertComputed(detail, ({ contacts: _, ...known }) => known);
}

/** Everything the page depends on, for `drawOnce`; the load itself is long and counts as the object it is. */
export function shownOn({ cargo, ...own }: CargoPage): unknown[] {
  if (!("known" in cargo)) return [JSON.stringify({ cargo, ...own })];
  const { known, ...how } = cargo;
  return [known, JSON.stringify({ ...own, ...how })];
}

/** The status of the page when nothing else decides it. */
export function statusOfCargo(cargo: ShownCargo): number {
  if (!("refused" in cargo)) return 200;
  return cargo.refused === "cargo_not_found" ? 404 : 503;
}
