// Who may use a promo code: reserved with a payment, redeemed by its success, released by its end.
import type { Decider, Decision } from "../shared/decider.ts";
import type {
  ApplyPromoCode,
  CreatePromoCode,
  DeactivatePromoCode,
  PromoCodeCommand,
  RedeemPromoCode,
  ReleasePromoCode,
  ReservePromoCode,
  Use,
} from "./commands.ts";
import type { PromoCodeEvent } from "./events.ts";
import { evolve, initialState, type PromoCodeState, takesPlace } from "./evolve.ts";
import { isDiscount, isInForce, isMeantFor, type Purchase } from "./terms.ts";

/** Drivers get one answer for unknown, expired, exhausted and used before: nothing can be learned by guessing. */
export type PromoCodeRefusal = "promo_code_invalid" | "promo_code_exists" | "not_found";

type Outcome = Decision<PromoCodeEvent, PromoCodeRefusal>;
const NOTHING: Outcome = { ok: [] };
const INVALID: Outcome = { refused: "promo_code_invalid" };

export const promoCodeDecider: Decider<PromoCodeCommand, PromoCodeState, PromoCodeEvent, PromoCodeRefusal> = {
  initialState,
  evolve,
  decide(command, state) {
    switch (command.type) {
      case "CreatePromoCode":
        return create(command, state);
      case "DeactivatePromoCode":
        return deactivate(command, state);
      case "ReservePromoCode":
        return reserve(command, state);
      case "RedeemPromoCode":
        return redeem(command, state);
      case "ReleasePromoCode":
        return release(command, state);
      case "ApplyPromoCode":
        return apply(command, state);
    }
  },
};

function create({ code, form }: CreatePromoCode, state: PromoCodeState): Outcome {
  if (state.status !== "none") return { refused: "promo_code_exists" };
  return { ok: [{ type: "PromoCodeCreated", data: { ...form, code } }] };
}

function deactivate({ code, reason }: DeactivatePromoCode, state: PromoCodeState): Outcome {
  switch (state.status) {
    case "none":
      return { refused: "not_found" };
    case "active":
      return { ok: [{ type: "PromoCodeDeactivated", data: { code, ...(reason && { reason }) } }] };
    case "deactivated":
      return NOTHING;
  }
}

function reserve(command: ReservePromoCode, state: PromoCodeState): Outcome {
  const { code, useId, driverId, at, until } = command;
  const before = state.uses[useId];
  // What was promised to a payment stands, whatever has become of the code since.
  if (before && before.status !== "released") return NOTHING;
  if ((before && !before.moved) || !mayDiscount(state, command)) return INVALID;
  const reserved: PromoCodeEvent = { type: "PromoCodeReserved", data: { code, useId, driverId, at, until } };
  if (isUsable(state, command)) return { ok: [reserved] };
  // Who chooses another tariff takes the place along.
  const left = ownReservation(state, command);
  if (left === undefined) return INVALID;
  const moved: PromoCodeEvent = {
    type: "PromoCodeReleased",
    data: { code, useId: left, driverId, at, movedTo: useId },
  };
  return isUsable(evolve(state, moved), command) ? { ok: [moved, reserved] } : INVALID;
}

function mayDiscount(state: PromoCodeState, purchase: Purchase): boolean {
  return state.status !== "none" && isDiscount(state.terms.type) && isMeantFor(state.terms, purchase);
}

/** The payment the driver holds a place for. */
function ownReservation({ uses }: PromoCodeState, { driverId, at }: Use): string | undefined {
  return Object.entries(uses).find(([, use]) =>
    use.driverId === driverId && use.status === "reserved" && takesPlace(use, at)
  )?.[0];
}

function redeem({ code, useId, driverId, at }: RedeemPromoCode, state: PromoCodeState): Outcome {
  const use = state.uses[useId];
  if (use?.status === "redeemed") return NOTHING;
  const held = use !== undefined && takesPlace(use, at);
  const overLimit = !held && state.status !== "none" && !hasPlace(state, { driverId, at });
  const reserved = use?.status === "reserved";
  return { ok: [{ type: "PromoCodeRedeemed", data: { code, useId, driverId, at, reserved, overLimit } }] };
}

function release({ code, useId, driverId, at }: ReleasePromoCode, state: PromoCodeState): Outcome {
  if (state.uses[useId]?.status !== "reserved") return NOTHING;
  return { ok: [{ type: "PromoCodeReleased", data: { code, useId, driverId, at } }] };
}

function apply(command: ApplyPromoCode, state: PromoCodeState): Outcome {
  const { code, useId, driverId, at } = command;
  if (!isUsable(state, command)) return INVALID;
  const { type, value } = state.terms;
  if (type === "percent" || type === "fixed") return INVALID;
  const use = { code, useId, driverId, at, reserved: false, overLimit: false };
  return { ok: [{ type: "PromoCodeRedeemed", data: { ...use, gives: { type, days: value } } }] };
}

type Existing = Exclude<PromoCodeState, { status: "none" }>;

function isUsable(state: PromoCodeState, use: Use): state is Existing {
  return state.status === "active" && isInForce(state.terms, use.at) && hasPlace(state, use);
}

function hasPlace({ terms, uses }: Existing, { driverId, at }: Pick<Use, "driverId" | "at">): boolean {
  const taken = Object.values(uses).filter((use) => takesPlace(use, at));
  const own = taken.filter((use) => use.driverId === driverId);
  // There is one first purchase.
  const each = terms.firstPurchaseOnly ? 1 : terms.perUserLimit;
  return taken.length < (terms.totalLimit ?? Infinity) && own.length < each;
}
