// Setting and taking back marks, for the API and the plain forms alike.
import { Company, type Marked, type MarkKind, type MarkRefusal } from "../../domain/marks/mod.ts";
import type { NotFound, Unavailable } from "../../domain/freight/ports.ts";
import { originOf, type State } from "./define.ts";

export interface MarkChange {
  readonly kind: MarkKind;
  /** Id of the load, or the name of the company. */
  readonly name: string;
  /** False takes the mark back. */
  readonly on: boolean;
}

type Refused = { readonly refused: MarkRefusal | "bad_request" | "unauthenticated" } | NotFound | Unavailable;

/** Does what the caller asks of the own marks. Throws without a session. */
export async function obeyMark(
  state: State,
  { kind, name, on }: MarkChange,
): Promise<Marked | Refused> {
  const origin = originOf(state);
  const driverId = state.session!.driverId;
  const { marks } = state.app;
  switch (kind) {
    case "kept":
      return await (on ? marks.keep : marks.unkeep)(driverId, name, origin);
    case "hidden":
      return await (on ? marks.hide : marks.show)(driverId, name, origin);
    case "companies": {
      const company = Company.safeParse(name);
      if (!company.success) return { refused: "bad_request" };
      return await (on ? marks.hideCompany : marks.showCompany)(driverId, company.data, origin);
    }
  }
}
