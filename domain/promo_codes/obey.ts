// Commands about one promo code, obeyed so that whoever asked reads what was written.
import type { Execute, HandledOrRefused, Origin } from "../shared/origin.ts";
import type { View } from "../shared/projection.ts";
import { promoStream } from "./code.ts";
import type { PromoCodeCommand } from "./commands.ts";
import { promoCodeDecider, type PromoCodeRefusal } from "./decide.ts";
import type { PromoCodeEvent } from "./events.ts";
import type { PromoCodeState } from "./evolve.ts";
import type { PromoCodeRow } from "./view.ts";

export type ObeyPromoCode = (
  command: PromoCodeCommand,
  origin: Origin,
) => Promise<HandledOrRefused<PromoCodeState, PromoCodeEvent, PromoCodeRefusal>>;

export function createObey(
  { execute, view }: { execute: Execute; view: Pick<View<PromoCodeRow>, "reached"> },
): ObeyPromoCode {
  return async (command, origin) => {
    const handled = await execute(promoCodeDecider, promoStream(command.code), command, origin);
    if ("ok" in handled) await view.reached(handled.position);
    return handled;
  };
}
