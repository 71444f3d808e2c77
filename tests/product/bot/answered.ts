// What tests of the bot share: responses that have come to the dispatchers, and what was said to the driver.
import {
  type ApiClient,
  type ChatMessage,
  DISPATCH_CHAT,
  DRIVER,
  eventually,
  type Product,
} from "../../support/product.ts";

/** Limits of sending that nobody meets. */
export const QUICK = { TELEGRAM_CHAT_PER_SECOND: "100", TELEGRAM_GROUP_PER_MINUTE: "1000" };

export const FORM = { phone: "+79123456789", name: "Иван" };

/** What operators are called for. */
export const isAlarm = (line: string) => line.includes('"alarm":true');

/** The driver answers so many loads; gives the messages the dispatchers get. */
export async function answered(
  product: Product,
  count: number,
): Promise<{ mine: ApiClient; messages: ChatMessage[] }> {
  const mine = await product.signIn();
  const { data } = (await mine.get(`/api/cargos?mode=all&limit=${count}`)).json;
  for (const { id } of data) await mine.post(`/api/cargos/${id}/responses`, FORM);
  return {
    mine,
    messages: await eventually(() => product.messages(DISPATCH_CHAT), (all) => all.length === count),
  };
}

/** What the bot has said to the driver, oldest first. */
export async function heard(product: Product): Promise<ChatMessage[]> {
  return (await product.messages(DRIVER)).filter(({ from }) => from.is_bot);
}
