// Promo codes on staff's word.
import type { PromoForm } from "../../../../domain/promo_codes/mod.ts";
import type { State } from "../../../(_shared)/define.ts";
import { onceId } from "./once.ts";
import { staffOrigin } from "./staff_origin.ts";

/** The same `key` twice is one code; without a key every request is another. */
export async function createPromoCode(
  state: Pick<State, "app" | "session" | "requestId">,
  form: PromoForm,
  key: string | null,
) {
  const origin = staffOrigin(state);
  const commandId = await onceId("promo-code", origin.actor.id ?? null, key ?? state.requestId);
  return await state.app.promoCodes.create(form, { ...origin, commandId });
}
