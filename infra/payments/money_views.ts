// The views of money, as the running projections keep them.
import { moneyProjections, type MoneyViews } from "../../domain/projections/money.ts";
import type { Projection, View } from "../../domain/shared/projection.ts";

export function moneyViews({ view }: { view: <Row>(projection: Projection<Row>) => View<Row> }): MoneyViews {
  const kept = Object.entries<Projection<unknown>>(moneyProjections).map(([name, one]) => [name, view(one)]);
  return Object.fromEntries(kept) as MoneyViews;
}
