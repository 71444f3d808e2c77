// Days on staff's word.
import type { z } from "zod";
import type { State } from "../../../(_shared)/define.ts";
import type { GrantDaysBody } from "../(_schemas)/subscriptions.ts";
import { onceId } from "./once.ts";
import { staffOrigin } from "./staff_origin.ts";

/** The same `key` twice is one gift; without a key every request is another. */
export async function grantDays(
  state: Pick<State, "app" | "session" | "requestId">,
  driverId: number,
  { days, reason }: z.output<typeof GrantDaysBody>,
  key: string | null,
) {
  const origin = staffOrigin(state);
  const grantId = `gift-${await onceId("days", driverId, origin.actor.id ?? null, key ?? state.requestId)}`;
  return await state.app.subscriptions.grantDays({ driverId, grantId, days, reason }, origin);
}
