// The cached list page for a signed-in driver against a bare server that answers the same number of bytes: each in a
// process of its own, asked by a third, in turns.
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { startCargoTech } from "../sandbox/cargotech/server.ts";
import { startTelegram } from "../sandbox/telegram/server.ts";
import { ApiClient, DRIVER, environmentOf, freePort, SECRETS } from "../tests/support/product.ts";
import { median, type Row } from "./measure.ts";

const TARGET_RATIO = 0.25;
/** Milliseconds of CPU a page; the earlier system needed 7.4. */
const TARGET_CPU = 0.18;
const TARGET_P95 = 100;

export async function benchListPage(quick: boolean): Promise<Row[]> {
  const [rounds, seconds] = quick ? [3, 1] : [5, 4];
  await using product = await startMeasured();
  const answer = await fetch(`${product.baseUrl}/?mode=all`, { headers: product.headers });
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

/** A figure that has a limit instead of a comparator. */
function against(name: string, unit: string, ours: number, limit: number): Row {
  return { name, unit, ours, comparator: "limit", theirs: limit, ratio: ours / limit, target: { atMost: 1 } };
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

interface Server extends AsyncDisposable {
  readonly baseUrl: string;
  readonly port: number;
  readonly headers: Readonly<Record<string, string>>;
  /** CPU milliseconds used so far. */
  cpu(): Promise<number>;
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

/** The product with a world of its own and a driver signed in. */
async function startMeasured(): Promise<Server> {
  const port = freePort();
  const cargotech = startCargoTech({
    phone: SECRETS.phone,
    password: SECRETS.password,
    live: false,
    rateLimit: null,
  });
  const telegram = startTelegram({
    botToken: SECRETS.botToken,
    botUsername: "cargotech_sandbox_bot",
    appUrl: `http://localhost:${port}`,
    dispatchChatId: -1,
  });
  const server = await startServer(port, {
    ...environmentOf({ port, cargotech: cargotech.url, telegram: telegram.url }),
    RATE_LIMIT_PER_SECOND: "1000000",
    LOG_LEVEL: "info",
  }, ["product"]);
  const { token } = await signIn(server.baseUrl, telegram.url);
  return {
    ...server,
    headers: { cookie: `session=${token}`, "accept-encoding": "gzip, br", accept: "text/html" },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await Promise.all([cargotech.stop(), telegram.stop()]);
    },
  };
}

async function signIn(baseUrl: string, telegramUrl: string): Promise<ApiClient> {
  const body = JSON.stringify({ userId: DRIVER });
  const made = await fetch(`${telegramUrl}/__control/init-data`, { method: "POST", body });
  const { initData } = await made.json();
  const answer = await fetch(`${baseUrl}/api/auth/telegram`, {
    method: "POST",
    body: JSON.stringify({ initData }),
  });
  return new ApiClient(baseUrl, (await answer.json()).token);
}

async function startServer(port: number, env: Record<string, string>, args: string[]): Promise<Server> {
  const baseUrl = `http://localhost:${port}`;
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "-A", new URL("./list_page/server.ts", import.meta.url).pathname, ...args],
    env: { ...env, PORT: String(port) },
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const asking = process.stdin.getWriter();
  const lines = createInterface({ input: Readable.fromWeb(process.stdout) })[Symbol.asyncIterator]();
  await answers(baseUrl);
  return {
    baseUrl,
    port,
    headers: {},
    async cpu() {
      await asking.write(new TextEncoder().encode("\n"));
      // The product logs to the same output.
      for (;;) {
        const line: string = (await lines.next()).value ?? "";
        if (/^\d+$/.test(line)) return Number(line) / 1000;
      }
    },
    async [Symbol.asyncDispose]() {
      await asking.close();
      process.kill("SIGKILL");
      await process.status;
      await lines.return?.();
    },
  };
}

async function answers(baseUrl: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${baseUrl}/health/live`).catch(() => null);
    await response?.body?.cancel();
    if (response) return;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
