// Waits until every view of a running product has what is committed by now.
import type { World } from "../../infra/world.ts";

export async function caughtUp({ log, views, moneyViews }: World): Promise<void> {
  const { position } = await log.head();
  const all = [...Object.values(views), ...Object.values(moneyViews)];
  await Promise.all(all.map((view) => view.reached(position)));
}
