// What the bot says when a driver asked for the contacts of a load.
import type { App } from "../../domain/app.ts";
import { contactsInChat, contactsText } from "../../texts/contacts.ts";

export async function contactsWords({ freight }: Pick<App, "freight">, cargoId: string): Promise<string> {
  const found = await freight.detail(cargoId);
  if (!("refused" in found)) return contactsText(found.data, found.data.contacts);
  return found.refused === "cargo_not_found" ? contactsInChat.gone : contactsInChat.down;
}
