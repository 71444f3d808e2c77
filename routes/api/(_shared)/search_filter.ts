// The filter of a saved search out of a body: its normal form, or the refusal that names the wrong parameters.
import { searchQuery } from "../../../domain/searches/search_query.ts";
import { filterErrorText } from "../../../texts/filter_errors.ts";
import { problem } from "../../(_shared)/problem.ts";

export function readSearchFilter(query: URLSearchParams): { ok: string } | { refused: Response } {
  const read = searchQuery(query);
  if ("ok" in read) return read;
  const errors = read.errors.map((error) => ({ field: error.field, message: filterErrorText(error) }));
  return { refused: problem("invalid_filter", { errors }) };
}
