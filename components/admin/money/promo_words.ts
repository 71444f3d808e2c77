// What a promo code gives and whether it can be used, in words.
import type { PromoCodeRow } from "../../../domain/promo_codes/mod.ts";
import { promoTexts as texts } from "../../../texts/admin_access.ts";
import { formatMoney } from "../../../texts/format.ts";

export function promoGives({ type, value }: Pick<PromoCodeRow, "type" | "value">): string {
  return texts.gift[type](type === "fixed" ? formatMoney({ minor: value, currency: "RUB" }) : String(value));
}

/** `now` is ISO 8601 UTC. */
export function promoState(
  { active, validFrom, validTo }: Pick<PromoCodeRow, "active" | "validFrom" | "validTo">,
  now: string,
): "active" | "inactive" | "notYet" | "over" {
  if (!active) return "inactive";
  if (now < validFrom) return "notYet";
  return now < validTo ? "active" : "over";
}
