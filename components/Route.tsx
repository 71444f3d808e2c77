// "A → B" for eyes, "Откуда: A. Куда: B" for ears.
import type { Card } from "../domain/freight/cargo.ts";
import { list } from "../texts/list.ts";

export function Route({ from, to }: Pick<Card, "from" | "to">) {
  const [start, finish] = [from || list.unknownPlace, to || list.unknownPlace];
  return (
    <>
      <span aria-hidden="true">
        {start} <span class="arrow">→</span> {finish}
      </span>
      <span class="ears">{list.route(start, finish)}</span>
    </>
  );
}
