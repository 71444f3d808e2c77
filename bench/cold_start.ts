// From starting the process until the product is ready to answer, with a full store against an empty one.
import { environmentOf } from "../tests/support/product.ts";
import { startProcess } from "../tests/support/product_process.ts";
import { fillGrouped } from "./filled.ts";
import { paired, type Row } from "./measure.ts";
import { sent, withFolder } from "./stores.ts";

/** Nobody listens there: a start must not wait for the outside world. */
const NOWHERE = "http://127.0.0.1:9";

const MAX_MS = 1_000;

export function benchColdStart(events: number, rounds: number): Promise<Row[]> {
  return withFolder(async (folder) => {
    const full = `${folder}/full.kv`, empty = `${folder}/empty.kv`;
    await fillGrouped(full, events, sent);
    const measured = await paired(rounds, () => startsPerSecond(full), () => startsPerSecond(empty));
    const took = { name: `cold start with ${events} events`, unit: "ms", ours: 1000 / measured.ours };
    return [
      {
        ...took,
        comparator: "empty store",
        theirs: 1000 / measured.theirs,
        ratio: 1 / measured.ratio,
        target: { atMost: 1.5 },
      },
      { ...took, comparator: "limit", theirs: MAX_MS, ratio: took.ours / MAX_MS, target: { atMost: 1 } },
    ];
  });
}

/** The first start builds the views and is not counted by the caller. */
async function startsPerSecond(path: string): Promise<number> {
  const began = performance.now();
  const process = await startProcess(
    {
      ...environmentOf({ port: 0, cargotech: NOWHERE, telegram: NOWHERE }),
      KV_PATH: path,
      TELEGRAM_MODE: "off",
      LOG_LEVEL: "error",
    },
    "/health/ready",
  );
  const took = performance.now() - began;
  await process.stop();
  return 1000 / took;
}
