// Another truck was chosen: what else goes the same way.
import type { CargoSnapshot } from "../domain/freight/cargo.ts";
import { respond } from "../texts/responses.ts";
import { waysAddress } from "./ways_address.ts";

export function SimilarLoads({ cargo: { from, to } }: { cargo: Pick<CargoSnapshot, "from" | "to"> }) {
  if (!from || !to) return null;
  return <a class="button quiet" href={waysAddress(from, to)}>{respond.similar}</a>;
}
