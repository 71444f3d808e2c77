// Notifications of YooKassa that come in bursts while YooKassa itself hangs: how long each waits for its 200, which is there
// once it is on disk; beside a bare server that gets the same bursts in turns.
import { startYooKassa } from "../sandbox/yookassa/server.ts";
import { freePort } from "../tests/support/product.ts";
import { keepAsking } from "./keep_asking.ts";
import { against, median, type Row } from "./measure.ts";
import { startMeasured, startServer } from "./measured_server.ts";
import { withFolder } from "./stores.ts";

const SIZES = [20, 100];
/** From one burst to the next, milliseconds. */
const EVERY = 250;
const P95 = 50;
/** A bare server keeps nothing, so this much longer may it take to have it on disk. */
const TIMES_BARE = 40;
const TOKEN = "bench-".padEnd(43, "x");
const SHOP = { shopId: "100500", secretKey: "test_secret" };

export async function benchWebhook(quick: boolean): Promise<Row[]> {
  return await withFolder(async (folder) => {
    const yookassa = startYooKassa({ ...SHOP, notificationUrl: null });
    await using product = await startMeasured({
      KV_PATH: `${folder}/product.kv`,
      PAYMENT_PROVIDERS: "yookassa",
      YOOKASSA_BASE_URL: `${yookassa.url}/v3`,
      YOOKASSA_SHOP_ID: SHOP.shopId,
      YOOKASSA_SECRET_KEY: SHOP.secretKey,
      YOOKASSA_WEBHOOK_TOKEN: TOKEN,
      YOOKASSA_ALLOWED_IPS: "127.0.0.1",
      // Nobody reads the lines, and a pipe that is full holds up who writes.
      LOG_LEVEL: "warn",
    });
    await using bare = await startServer(freePort(), {}, ["bare", "0"]);
    const body = JSON.stringify({ fault: { method: "GET", path: "/v3/payments/", hang: true } });
    await (await fetch(`${yookassa.url}/__control`, { method: "POST", body })).body?.cancel();
    const rows: Row[] = [];
    for (const size of SIZES) {
      rows.push(...await compare(product.port, bare.port, { size, rounds: 5, seconds: quick ? 1 : 2 }));
    }
    await yookassa.stop();
    return rows;
  });
}

async function compare(
  product: number,
  bare: number,
  { size, rounds, seconds }: { size: number; rounds: number; seconds: number },
): Promise<Row[]> {
  const ours: Waited[] = [];
  const theirs: Waited[] = [];
  for (let round = 0; round <= rounds; round++) {
    const [mine, other] = [await bursts(product, size, seconds), await bursts(bare, size, seconds)];
    // One round before the first does not count: it warms both up.
    if (round > 0) (ours.push(mine), theirs.push(other));
  }
  const beside = (percentile: keyof Waited): Row => {
    const of = (all: readonly Waited[]) => median(all.map((waited) => waited[percentile]));
    return {
      name: `${size} notifications at once: ${percentile}`,
      unit: "ms",
      ours: of(ours),
      comparator: "Deno.serve, keeps nothing",
      theirs: of(theirs),
      ratio: of(ours) / of(theirs),
      target: { atMost: TIMES_BARE },
    };
  };
  const p95 = beside("p95");
  return [beside("p50"), p95, against(p95.name, "ms", p95.ours, P95)];
}

/** Milliseconds until the answer. */
interface Waited {
  readonly p50: number;
  readonly p95: number;
}

async function bursts(port: number, size: number, seconds: number): Promise<Waited> {
  const ends = performance.now() + seconds * 1000;
  const times: number[] = [];
  await Promise.all(Array.from({ length: size }, () =>
    keepAsking({
      port,
      ends,
      next: () => request(port),
      pause: () => EVERY - performance.now() % EVERY,
      answered(head, ms) {
        if (!head.startsWith("HTTP/1.1 200")) throw new Error(`A notification was answered ${head}`);
        times.push(ms);
      },
    })));
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.floor(times.length * part)] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

/** A payment that nobody has told us of before. */
function request(port: number): string {
  const body = JSON.stringify({
    type: "notification",
    event: "payment.succeeded",
    object: {
      id: crypto.randomUUID(),
      status: "succeeded",
      paid: true,
      amount: { value: "499.00", currency: "RUB" },
    },
  });
  const head = [
    `POST /webhooks/yookassa/${TOKEN} HTTP/1.1`,
    `host: localhost:${port}`,
    "content-type: application/json",
    `content-length: ${body.length}`,
  ];
  return [...head, "", body].join("\r\n");
}
