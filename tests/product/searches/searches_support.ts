// What the tests of searches and of what the bot does about them share: a search, a load it finds, hours of quiet.
import { type ApiClient, eventually, type Product } from "../../support/product.ts";

export const EVERY_SECOND = { ALERT_POLL_SECONDS: "1" };

/** The only rounds are those of the test. */
export const WHEN_ASKED = { ALERT_POLL_SECONDS: "86400" };

export const FORM = { phone: "+79123456789", name: "Иван" };

export const FROM_KAZAN = { name: "Из Казани", filter: { mode: "all", start_name: "Казань" } };

export async function kazan(client: ApiClient): Promise<number> {
  return (await client.get("/api/dictionaries/points?name=Казань")).json.data[0].id;
}

export async function searchFromKazan(client: ApiClient, extra: object = {}) {
  const filter = { ...FROM_KAZAN.filter, start_point_id: await kazan(client), start_radius: 5 };
  return await client.post("/api/searches", { ...FROM_KAZAN, filter, ...extra });
}

export async function publish(product: Product, price = 9_000_000): Promise<string> {
  const addLoad = { start: "Казань", finish: "Москва", distance: 800, price, price_carrier: price };
  return String((await product.control(product.cargotech, { addLoad })).id);
}

/** The round that begins with the product is over. */
export async function restsUntilAsked(product: Product): Promise<void> {
  const next = async () =>
    (await product.world.queue.scan()).find(({ message }) => message.kind === "searches.watch")?.message
      .dueAt;
  await eventually(next, (dueAt) => dueAt !== undefined && dueAt > Date.now());
}

/** Quiet hours that hold now and end in about two hours, by Moscow's clock. */
export function hoursAroundNow(): { from: string; to: string } {
  const at = (hours: number) => new Date(Date.now() + (3 + hours) * 3_600_000).toISOString().slice(11, 16);
  return { from: at(-2), to: at(2) };
}
