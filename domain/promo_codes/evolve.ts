// A promo code: its terms and every use of it. Limits are decided here and nowhere else.
import type { PromoCodeEvent } from "./events.ts";
import type { PromoTerms } from "./terms.ts";

export interface PromoUse {
  readonly driverId: number;
  readonly status: "reserved" | "redeemed" | "released";
  /** When a reservation ends by itself, ISO 8601 UTC. */
  readonly until: string;
  /** The driver took it along to another payment, and may bring it back. */
  readonly moved?: true;
}

export type PromoCodeState =
  | { readonly status: "none"; readonly uses: Uses }
  | { readonly status: "active" | "deactivated"; readonly terms: PromoTerms; readonly uses: Uses };

type Uses = Readonly<Record<string, PromoUse>>;

export const initialState: PromoCodeState = { status: "none", uses: {} };

export function evolve(state: PromoCodeState, { type, data }: PromoCodeEvent): PromoCodeState {
  switch (type) {
    case "PromoCodeCreated": {
      const { code: _, ...terms } = data;
      return { status: "active", terms, uses: state.uses };
    }
    case "PromoCodeDeactivated":
      return state.status === "none" ? state : { ...state, status: "deactivated" };
    case "PromoCodeReserved":
      return used(state, data.useId, { driverId: data.driverId, status: "reserved", until: data.until });
    case "PromoCodeRedeemed":
      return used(state, data.useId, { driverId: data.driverId, status: "redeemed", until: data.at });
    case "PromoCodeReleased":
      return used(state, data.useId, {
        driverId: data.driverId,
        status: "released",
        until: data.at,
        ...(data.movedTo !== undefined && { moved: true }),
      });
  }
}

function used(state: PromoCodeState, useId: string, use: PromoUse): PromoCodeState {
  return { ...state, uses: { ...state.uses, [useId]: use } };
}

/** Whether a code is of these terms; what is not set is not said. */
export function hasTerms(state: PromoCodeState, terms: PromoTerms): boolean {
  const said = (all: PromoTerms) =>
    JSON.stringify(Object.entries(all).filter(([, value]) => value !== undefined).sort());
  return state.status !== "none" && said(state.terms) === said(terms);
}

/** Whether a use takes one of the code's places at a moment. */
export function takesPlace({ status, until }: PromoUse, at: string): boolean {
  return status === "redeemed" || (status === "reserved" && at < until);
}
