// From CargoTech's list answer to a page of cards, and what its `meta` can be trusted to say.
import type { CargoPage } from "../../domain/freight/ports.ts";
import { mapCard } from "./map_card.ts";
import { type ListAnswer, Row } from "./shapes.ts";

export interface MappedPage {
  readonly page: CargoPage;
  /** Rows without an id that can be read; the others are shown. */
  readonly dropped: number;
  /** What was read of each row; nothing of those dropped. */
  readonly rows: readonly Partial<Row>[];
}

/**
 * `meta.size` is documented nowhere: it may count this page or all of them. It is believed as a total only when
 * it is larger than a page and covers what has been seen; a page that is not full is the last one either way.
 */
export function mapPage(
  { data, meta }: ListAnswer,
  { limit, offset }: { limit: number; offset: number },
): MappedPage {
  const rows = data.map((row) => Row.safeParse(row));
  const cards = new Map(rows.flatMap(({ data: row }) => row ? [[row.id, mapCard(row)] as const] : []));
  const seen = offset + data.length;
  const size = meta.size ?? 0;
  const counted = size > limit && size >= seen ? size : undefined;
  const short = data.length < Math.min(limit, meta.limit ?? limit);
  const total = counted ?? (short && (offset === 0 || data.length > 0) ? seen : undefined);
  return {
    page: {
      cards: [...cards.values()],
      hasMore: data.length > 0 && (counted === undefined ? !short : seen < counted),
      ...(total !== undefined && { total }),
    },
    dropped: rows.filter(({ success }) => !success).length,
    rows: rows.map(({ data }) => data ?? {}),
  };
}
