// A thousand drivers browsing over thirty distinct questions: each has a list to look at again and again, opens loads of
// any list and keeps prices up to date, on a connection of their own, with a pause of up to two seconds between looks.
// The TTL of lists is a third of the run instead of five minutes, so that a minute has as many refreshes of a question as a
// quarter of an hour; BENCH_BROWSING_SECONDS=900 takes that quarter.
import type { Browsed, Plan } from "./browsing/load.ts";
import { against, type Row } from "./measure.ts";
import { type MeasuredProduct, signIn, startMeasured } from "./measured_server.ts";

const DRIVERS = 1000;
const QUESTIONS = 30;
/** What an earlier system needed, divided by forty: milliseconds of CPU a cached page. */
const LIST_CPU = 7.4 / 40;
const DETAIL_CPU = 4.0 / 40;

export async function benchBrowsing(quick: boolean): Promise<Row[]> {
  const seconds = Number(Deno.env.get("BENCH_BROWSING_SECONDS") ?? (quick ? 15 : 60));
  const ttl = Math.max(1, Math.round(seconds / 3));
  await using product = await startMeasured({ LIST_CACHE_TTL: String(ttl) });
  const drivers: string[] = [];
  for (let id = 1; id <= DRIVERS; id++) drivers.push(await signIn(product.baseUrl, 800_000_000 + id));

  const lists = Array.from(
    { length: QUESTIONS },
    (_, n) => `/?mode=all&distance_min=${1 + n * 60}&distance_max=${60 + n * 60}`,
  );
  const opened = await openedLoads(product, drivers[0]!, lists);
  const details = opened.flat().map((id) => `/cargos/${id}`);
  const prices = opened.map((ids) => `/api/cargos/prices?ids=${ids.join()}`);

  const before = await cacheOutcomes(product);
  const callsBefore = listCalls(product);
  const mixed = await browse(product, {
    drivers,
    seconds,
    steps: [{ paths: lists, weight: 6, faithful: true }, { paths: details, weight: 3 }, {
      paths: prices,
      weight: 1,
    }],
    longestPauseMs: 2000,
  });
  const perTtl = (listCalls(product) - callsBefore) / (seconds / ttl);
  const hits = hitRate(before, await cacheOutcomes(product));

  const hurried = { drivers: drivers.slice(0, 200), seconds: quick ? 4 : 10, longestPauseMs: 0 };
  const list = await browse(product, { ...hurried, steps: [{ paths: lists, weight: 1, faithful: true }] });
  const detail = await browse(product, {
    ...hurried,
    steps: [{ paths: details, weight: 1, faithful: true }],
  });
  const name = `${DRIVERS} drivers`;
  return [
    against(`${name}: list calls upstream a TTL`, "calls", perTtl, QUESTIONS),
    { ...against(`${name}: asked and answered from the cache`, "%", hits * 100, 95), target: { atLeast: 1 } },
    against(`${name}: p95`, "ms", mixed.p95, 500),
    against("cached list page, many drivers: CPU", "ms/page", list.cpu, LIST_CPU),
    against("cached page of a load, many drivers: CPU", "ms/page", detail.cpu, DETAIL_CPU),
    against("cached page of a load, 200 connections: p95", "ms", detail.p95, 100),
  ];
}

/** Asks every question once, and says which loads drivers open: the first five of each list that has any. */
async function openedLoads(product: MeasuredProduct, token: string, lists: string[]): Promise<string[][]> {
  const opened: string[][] = [];
  for (const list of lists) {
    const page = await fetch(product.baseUrl + list, { headers: { cookie: `session=${token}` } });
    const cards = [...(await page.text()).matchAll(/data-cargo-id="([^"]+)"/g)];
    opened.push(cards.slice(0, 5).flatMap(([, id]) => id ?? []));
  }
  return opened.filter((ids) => ids.length > 0);
}

async function browse(
  product: MeasuredProduct,
  plan: Omit<Plan, "port">,
): Promise<Browsed & { readonly cpu: number }> {
  const before = await product.cpu();
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-net", new URL("./browsing/load.ts", import.meta.url).pathname],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const writer = process.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify({ ...plan, port: product.port })));
  await writer.close();
  const browsed: Browsed = await new Response(process.stdout).json();
  await process.status;
  if (browsed.wrong > 0) throw new Error(`${browsed.wrong} of ${browsed.answers} answers were no page`);
  return { ...browsed, cpu: (await product.cpu() - before) / browsed.answers };
}

function listCalls({ cargotech }: MeasuredProduct): number {
  return cargotech.controls.log.entries().filter(({ path }) => path === "/v2/cargos/views").length;
}

/** How often each thing came of a question to a cache so far. */
async function cacheOutcomes({ baseUrl }: MeasuredProduct): Promise<Map<string, number>> {
  const metrics = await (await fetch(`${baseUrl}/metrics`)).text();
  const lines = metrics.matchAll(/what="cargotech_cache_total",detail="\w+ (\w+)"\} (\d+)/g);
  const outcomes = new Map<string, number>();
  for (const [, outcome = "", count] of lines) {
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + Number(count));
  }
  return outcomes;
}

/** The part of the questions between two counts that was answered without waiting for CargoTech. */
function hitRate(before: Map<string, number>, after: Map<string, number>): number {
  const since = (outcome: string) => (after.get(outcome) ?? 0) - (before.get(outcome) ?? 0);
  const all = [...after.keys()].reduce((sum, outcome) => sum + since(outcome), 0);
  return (since("hit") + since("stale")) / all;
}
