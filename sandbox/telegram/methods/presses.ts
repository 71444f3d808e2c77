// answerCallbackQuery: the bot's word to whoever pressed a button.
import { z } from "zod";
import { badRequest } from "../api_error.ts";
import { checked, flag } from "../parameters.ts";
import type { Method } from "./method.ts";

export const pressMethods: Record<string, Method> = {
  answerCallbackQuery(world, parameters) {
    const schema = z.object({
      callback_query_id: z.coerce.string(),
      text: z.string().max(200).optional(),
      show_alert: flag.optional(),
      url: z.string().optional(),
    });
    const { callback_query_id, text, show_alert, url } = checked(schema, parameters);
    const userId = world.presses.get(callback_query_id);
    if (userId === undefined) {
      throw badRequest("query is too old and response timeout expired or query ID is invalid");
    }
    world.presses.delete(callback_query_id);
    world.live.tell({ type: "toast", userId, text: text ?? "", alert: show_alert ?? false, url });
    return true;
  },
};
