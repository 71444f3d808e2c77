// When a code that gives days is used, the days are granted.
import type { PromoCodeRedeemed } from "../promo_codes/events.ts";
import { promoGrant } from "../promo_codes/code.ts";
import type { NewMessage } from "../shared/queue.ts";
import { step } from "./steps.ts";

export function whenPromoCodeGivesDaysGrantThem({ data }: PromoCodeRedeemed): NewMessage[] {
  const { code, driverId, useId, gives } = data;
  if (!gives) return [];
  const grantId = promoGrant(code, useId);
  const asked = { driverId, grantId, promoCode: code, days: gives.days, trial: gives.type === "trial" };
  return [step("process.grant_promo_days", { id: grantId, lane: `subscription:${driverId}` }, asked)];
}
