// A promo code typed on the page of the subscription: one that gives days gives them, one that makes prices smaller is
// shown with them. Which of the two it is nobody needs to know.
import { originOf, type State } from "../../(_shared)/define.ts";
import { guess } from "../../(_shared)/promo_guess.ts";
import { callerOf } from "./caller.ts";

export async function usePromoCode(state: State, code: string) {
  const { promoCodes, settings, payments } = state.app;
  const { driverId } = callerOf(state);
  return await guess(state, async () => {
    const applied = await promoCodes.apply(code, driverId, originOf(state));
    if (!("refused" in applied)) return { gave: "days" } as const;
    const { payments_enabled: isOpen } = await settings.flags();
    if (!isOpen || payments.providers.length === 0) return applied;
    for (const { id: tariffId, price, starsPrice } of await settings.tariffs()) {
      for (const each of [price, starsPrice]) {
        const buyer = { driverId, tariffId, listPrice: price };
        if (each && await promoCodes.offer(code, buyer, each)) return { gave: "discount" } as const;
      }
    }
    return applied;
  });
}
