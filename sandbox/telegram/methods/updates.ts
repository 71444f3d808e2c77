// getUpdates and the webhook: the two ways a bot learns of what happens; only one at a time.
import { z } from "zod";
import { ApiError, badRequest } from "../api_error.ts";
import { checked, flag, structured, wholeNumber } from "../parameters.ts";
import type { Method } from "./method.ts";

const allowedUpdates = structured(z.array(z.string())).optional();
const pollSchema = z.object({
  offset: wholeNumber.default(0),
  limit: wholeNumber.pipe(z.number().min(1).max(100)).default(100),
  timeout: wholeNumber.pipe(z.number().min(0)).default(0),
  allowed_updates: allowedUpdates,
});
const webhookSchema = z.object({
  url: z.string(),
  secret_token: z.string().optional(),
  allowed_updates: allowedUpdates,
  drop_pending_updates: flag.optional(),
});

export const updateMethods: Record<string, Method> = {
  getUpdates(world, parameters) {
    if (world.webhook.hook) {
      throw new ApiError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    const { offset, limit, timeout, allowed_updates } = checked(pollSchema, parameters);
    // Absent means "as before", an empty list means "the default set".
    if (allowed_updates) world.updates.allowed = allowed_updates.length > 0 ? allowed_updates : null;
    return world.updates.poll(offset, limit, Math.min(timeout, 50));
  },

  setWebhook(world, parameters) {
    const { url, secret_token, allowed_updates, drop_pending_updates } = checked(webhookSchema, parameters);
    if (secret_token !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(secret_token)) {
      throw badRequest("secret token contains unallowed characters");
    }
    if (url !== "" && !URL.canParse(url)) throw badRequest("bad webhook: invalid URL");
    if (drop_pending_updates) world.updates.clear();
    if (allowed_updates) world.updates.allowed = allowed_updates.length > 0 ? allowed_updates : null;
    world.webhook.set(url === "" ? null : { url, secretToken: secret_token });
    return true;
  },

  deleteWebhook(world, parameters) {
    const { drop_pending_updates } = checked(z.object({ drop_pending_updates: flag.optional() }), parameters);
    if (drop_pending_updates) world.updates.clear();
    world.webhook.set(null);
    return true;
  },

  getWebhookInfo(world) {
    const failure = world.webhook.lastFailure;
    return {
      url: world.webhook.hook?.url ?? "",
      has_custom_certificate: false,
      pending_update_count: world.updates.size,
      ...(failure ? { last_error_date: failure.at, last_error_message: failure.message } : {}),
      ...(world.updates.allowed ? { allowed_updates: world.updates.allowed } : {}),
    };
  },
};
