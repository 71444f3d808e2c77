// Any number of rows as CSV (RFC 4180), as spreadsheets open it.
import { accepts } from "./accepts.ts";
import { lines, type LinesRules } from "./lines.ts";

export type Cell = string | number | boolean | null | undefined;

export interface CsvTable {
  /** Of the file, without `.csv`. */
  readonly name: string;
  readonly columns: readonly string[];
}

/** Without it spreadsheets take UTF-8 for something else. */
const BOM = "\uFEFF";

/** `open` starts the reading; its signal aborts when the client goes away. */
export function csv(
  { name, columns }: CsvTable,
  open: (signal: AbortSignal) => AsyncIterable<readonly Cell[]>,
  rules: LinesRules,
): Response {
  async function* written(signal: AbortSignal) {
    yield BOM + line(columns);
    for await (const cells of open(signal)) yield line(cells);
  }
  const headers = {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${name}.csv"`,
  };
  return lines(written, headers, rules);
}

/** How a list is wanted: by the address first, then by the Accept header. */
export function formatOf(
  request: Request,
  { format }: { format?: "json" | "csv" | "ndjson" | undefined },
): "json" | "csv" | "ndjson" {
  if (format !== undefined) return format;
  if (accepts(request, "text/csv")) return "csv";
  return accepts(request, "application/x-ndjson") ? "ndjson" : "json";
}

export function line(cells: readonly Cell[]): string {
  return cells.map(cell).join(",") + "\r\n";
}

function cell(value: Cell): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  // A spreadsheet would take it for a formula (OWASP, "CSV Injection").
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
