// `deno task bench`: everything against its comparator in one run. Prints a table, writes bench/results.json.
// `--quick` takes less than a minute; BENCH_EVENTS says how many events are replayed,
// BENCH_COLD_EVENTS how many are in the store of a cold start; names of parts run only those.
import { meets, type Row } from "./measure.ts";

const quick = Deno.args.includes("--quick");
const chosen = Deno.args.filter((arg) => !arg.startsWith("--"));
const events = Number(Deno.env.get("BENCH_EVENTS") ?? (quick ? 50_000 : 1_000_000));
const coldEvents = Number(Deno.env.get("BENCH_COLD_EVENTS") ?? events);

/** Each is loaded only when it runs: the browser of one must not keep the others from starting. */
const PARTS: Record<string, () => Promise<Row[]>> = {
  append: async () => (await import("./append.ts")).benchAppend(quick),
  replay: async () => (await import("./replay.ts")).benchReplay(events, 5),
  projections: async () => (await import("./projections.ts")).benchProjections(quick),
  list_page: async () => (await import("./list_page.ts")).benchListPage(quick),
  browsing: async () => (await import("./browsing.ts")).benchBrowsing(quick),
  page_load: async () => (await import("./page_load.ts")).benchPageLoad(quick),
  queue: async () => (await import("./queue.ts")).benchQueue(quick),
  delivery: async () => (await import("./delivery.ts")).benchDelivery(quick),
  webhook: async () => (await import("./webhook.ts")).benchWebhook(quick),
  alerts: async () => (await import("./alerts.ts")).benchAlerts(quick),
  cold_start: async () => (await import("./cold_start.ts")).benchColdStart(coldEvents, quick ? 3 : 5),
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
