// What Telegram must know of the bot: where updates go, its commands, its menu button. Saying it again changes nothing.
import type { Api } from "grammy";
import { botTexts } from "../../texts/bot.ts";
import type { Updates } from "../config.ts";

/** Kinds of updates we understand: Telegram keeps the others to itself. */
export const ALLOWED_UPDATES = [
  "message",
  "callback_query",
  "my_chat_member",
  "pre_checkout_query",
  "subscription",
] as const;

/** Everything that `setUpBot` tells Telegram: when any of it changes, it has to be told again. */
export function setUpSettings(
  { updates, baseUrl }: { updates: Updates; baseUrl: string },
): readonly unknown[] {
  return [updates, baseUrl, ALLOWED_UPDATES, botTexts.commands, botTexts.openApp];
}

export async function setUpBot(
  api: Api,
  { updates, baseUrl }: { updates: Updates; baseUrl: string },
): Promise<void> {
  if (updates.mode === "off") return;
  if (updates.mode === "webhook") {
    const options = { secret_token: updates.secret, allowed_updates: ALLOWED_UPDATES };
    await api.setWebhook(`${baseUrl}/webhooks/telegram`, options);
  }
  if (updates.mode === "polling") await api.deleteWebhook();
  await api.setMyCommands(botTexts.commands);
  await api.setChatMenuButton({
    menu_button: { type: "web_app", text: botTexts.openApp, web_app: { url: baseUrl } },
  });
}
