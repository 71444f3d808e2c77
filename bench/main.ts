// `deno task bench`: everything against its comparator in one run. Prints a table, writes bench/results.json.
// `--quick` takes less than a minute; BENCH_EVENTS says how many events are replayed; names of parts run only those.
import { benchAppend } from "./append.ts";
import { benchColdStart } from "./cold_start.ts";
import { benchListPage } from "./list_page.ts";
import { meets, type Row } from "./measure.ts";
import { benchProjections } from "./projections.ts";
import { benchQueue } from "./queue.ts";
import { benchReplay } from "./replay.ts";

const quick = Deno.args.includes("--quick");
const chosen = Deno.args.filter((arg) => !arg.startsWith("--"));
const events = Number(Deno.env.get("BENCH_EVENTS") ?? (quick ? 50_000 : 1_000_000));

const PARTS: Record<string, () => Promise<Row[]>> = {
  append: () => benchAppend(quick),
  replay: () => benchReplay(events, 5),
  projections: () => benchProjections(quick),
  list_page: () => benchListPage(quick),
  queue: () => benchQueue(quick),
  cold_start: () => benchColdStart(events, quick ? 3 : 5),
};

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

const rounded = (value: number) => value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(2);

function line(row: Row): string {
  const target = "atLeast" in row.target ? `≥ ${row.target.atLeast}` : `≤ ${row.target.atMost}`;
  return [
    row.name.padEnd(48),
    `${rounded(row.ours)} ${row.unit}`.padStart(20),
    `${rounded(row.theirs)}`.padStart(10),
    row.comparator.padEnd(32),
    row.ratio.toFixed(2).padStart(6),
    target.padEnd(7),
    meets(row) ? "" : "missed",
  ].join("  ");
}

const rows: Row[] = [];
for (const [name, part] of Object.entries(PARTS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  for (const row of await part()) {
    rows.push(row);
    print(line(row));
  }
}
const results = { at: new Date().toISOString(), deno: Deno.version.deno, quick, events, rows };
await Deno.writeTextFile(new URL("results.json", import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
