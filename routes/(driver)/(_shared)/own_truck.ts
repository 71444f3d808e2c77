// A truck that is no preset comes as tonnes and cubic metres, each in a field of its own: here they become `wv`.
import { sheet } from "../../../texts/list.ts";

const FIELDS = ["wv_t", "wv_m3"];

export interface ResolvedTruck {
  readonly query: URLSearchParams;
  /** Sentences by field name. */
  readonly errors: Readonly<Record<string, string>>;
}

/** Both numbers together go before the preset beside them; whether they are numbers at all is for the filter to say. */
export function resolveTruck(address: URLSearchParams): ResolvedTruck {
  const [tonnes, cubicMetres] = FIELDS.map((field) => (address.get(field) ?? "").trim().replace(",", "."));
  if (!tonnes && !cubicMetres) return { query: address, errors: {} };
  if (!tonnes || !cubicMetres) return { query: address, errors: { wv: sheet.bothNeeded } };
  const query = new URLSearchParams(address);
  for (const field of ["weight_volume", ...FIELDS]) query.delete(field);
  query.set("wv", `${tonnes}-${cubicMetres}`);
  return { query, errors: {} };
}
