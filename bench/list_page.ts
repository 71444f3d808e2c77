// The cached list page for a signed-in driver against a bare server that answers the same number of bytes: each in a
// process of its own, asked by a third, in turns.
import { DRIVER, freePort } from "../tests/support/product.ts";
import { against, median, type Row } from "./measure.ts";
import { type MeasuredProduct, type Server, signIn, startMeasured, startServer } from "./measured_server.ts";

const TARGET_RATIO = 0.25;
/** Milliseconds of CPU a page; the earlier system needed 7.4. */
const TARGET_CPU = 0.18;
const TARGET_P95 = 100;

export async function benchListPage(quick: boolean): Promise<Row[]> {
  const [rounds, seconds] = quick ? [3, 1] : [5, 4];
  await using measured = await startMeasured();
  const headers = await browserOf(measured);
  const product = { ...measured, headers };
  const answer = await fetch(`${product.baseUrl}/?mode=all`, { headers });
  const bytes = Number(answer.headers.get("content-length"));
  if (answer.status !== 200 || !(await answer.text()).includes("data-cargo-id")) {
    throw new Error(`Cannot measure the list page: it answers ${answer.status}`);
  }
  await using bare = await startServer(freePort(), {}, ["bare", String(bytes)]);

  const rows: Row[] = [];
  for (const connections of [50, 200]) {
    const rounded = await inTurns(rounds, (server) => load(server, { connections, seconds }), product, bare);
    const common = { comparator: `Deno.serve, ${bytes} bytes` };
    const ours = median(rounded.map(([mine]) => mine.perSecond));
    const theirs = median(rounded.map(([, other]) => other.perSecond));
    const ratio = median(rounded.map(([mine, other]) => mine.perSecond / other.perSecond));
    const cpu = median(rounded.map(([mine]) => mine.cpu));
    const p95 = median(rounded.map(([mine]) => mine.p95));
    const name = `list page, ${connections} connections`;
    rows.push(
      { name, unit: "pages/s", ours, theirs, ratio, ...common, target: { atLeast: TARGET_RATIO } },
      against(`${name}: CPU`, "ms/page", cpu, TARGET_CPU),
      against(`${name}: p95`, "ms", p95, TARGET_P95),
    );
  }
  return rows;
}

interface Measured {
  readonly perSecond: number;
  /** Milliseconds a page. */
  readonly cpu: number;
  readonly p95: number;
}

/** One round before the first does not count: it warms both up. */
async function inTurns<S>(rounds: number, go: (server: S) => Promise<Measured>, ours: S, theirs: S) {
  const pairs: [Measured, Measured][] = [];
  for (let round = 0; round <= rounds; round++) {
    const pair: [Measured, Measured] = [await go(ours), await go(theirs)];
    if (round > 0) pairs.push(pair);
  }
  return pairs;
}

async function load(
  server: Server,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Measured> {
  const headers = Object.entries(server.headers).map(([name, value]) => `${name}: ${value}`);
  const before = await server.cpu();
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--allow-net",
      new URL("./list_page/load.ts", import.meta.url).pathname,
      ...[server.port, connections, seconds].map(String),
      ...headers,
    ],
    stderr: "inherit",
  }).output();
  const cpu = await server.cpu() - before;
  const { answers, wrong, p95 } = JSON.parse(new TextDecoder().decode(stdout));
  if (wrong > 0) throw new Error(`Cannot count on this round: ${wrong} of ${answers} answers were no page`);
  return { perSecond: answers / seconds, cpu: cpu / answers, p95 };
}

/** What the browser of a signed-in driver sends. */
async function browserOf(product: MeasuredProduct): Promise<Record<string, string>> {
  const token = await signIn(product.baseUrl, DRIVER);
  return { cookie: `session=${token}`, "accept-encoding": "gzip, br", accept: "text/html" };
}
