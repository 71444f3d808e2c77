// A view kept up to date and rebuilt, against reading, folding and writing a row for every event.
import type { Projection } from "../domain/shared/projection.ts";
import type { StoredEvent } from "../domain/shared/event.ts";
import { createProjections } from "../infra/projections/projections.ts";
import { fillGrouped, fillPlain } from "./filled.ts";
import { paired, type Row } from "./measure.ts";
import { commitOf, logDeps, openLog, withFolder, withKv } from "./stores.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const EVENTS_PER_COMMIT = 100;

interface Count {
  readonly answers: number;
  readonly last: string;
}

/** One row per driver, of which there are 5,000. */
const counts: Projection<Count> = {
  name: "bench",
  version: 1,
  keys: ({ data }: StoredEvent) => [[String(data.driverId)]],
  fold: (row: Count | null, { meta }: StoredEvent) => ({ answers: (row?.answers ?? 0) + 1, last: meta.at }),
};

function projectionsOn(kv: Deno.Kv) {
  const log = openLog(kv);
  const projections = createProjections({ ...logDeps, kv, log, projections: [counts], logger: quiet });
  return { log, projections };
}

export async function benchProjections(quick: boolean): Promise<Row[]> {
  const events = quick ? 10_000 : 100_000;
  return await withFolder(async (folder) => {
    const live = await withKv(`${folder}/live.kv`, async (kv) => {
      const { log, projections } = projectionsOn(kv);
      await projections.start();
      const measured = await withKv(
        `${folder}/naive.kv`,
        (naive) =>
          paired(5, () => keepUp(log, () => projections.view(counts), events / 4), () => foldNaively(naive)),
      );
      await projections.stop();
      return measured;
    });
    await fillPlain(`${folder}/plain.kv`, events);
    let round = 0;
    const rebuilding = async () => {
      const path = `${folder}/rebuild-${round++}.kv`;
      await fillGrouped(path, events);
      return await withKv(path, async (kv) => {
        const { projections } = projectionsOn(kv);
        const began = performance.now();
        await projections.start();
        const perSecond = events * 1000 / (performance.now() - began);
        await projections.stop();
        return perSecond;
      });
    };
    const listing = () =>
      withKv(`${folder}/plain.kv`, async (kv) => {
        const began = performance.now();
        for await (const _ of kv.list({ prefix: ["log"] }, { batchSize: 500 }));
        return events * 1000 / (performance.now() - began);
      });
    const rebuild = await paired(5, rebuilding, listing);
    const unit = "events/s";
    return [
      {
        name: "view kept up to date",
        unit,
        comparator: "get, fold, set per event",
        ...live,
        target: { atLeast: 10 },
      },
      {
        name: "view rebuilt",
        unit,
        comparator: "kv.list, one key per event",
        ...rebuild,
        target: { atLeast: 1 },
      },
    ];
  });
}

let streams = 0;

/** From the first append until the view shows the last. */
async function keepUp(
  log: ReturnType<typeof openLog>,
  view: () => { reached(position: number): Promise<unknown> },
  events: number,
): Promise<number> {
  const began = performance.now();
  let position = 0;
  for (let n = 0; n < events; n += EVENTS_PER_COMMIT) {
    const result = await log.append(commitOf(`live-${streams++}`, 0, streams, EVENTS_PER_COMMIT));
    if ("appended" in result) position = result.position;
  }
  await view().reached(position);
  return events * 1000 / (performance.now() - began);
}

async function foldNaively(kv: Deno.Kv): Promise<number> {
  const events = 1_500;
  const began = performance.now();
  for (let n = 0; n < events; n++) {
    const key = ["view", `${n % 5000}`];
    const row = await kv.get<Count>(key);
    await kv.atomic().set(key, { answers: (row.value?.answers ?? 0) + 1, last: "now" }).set(["cp"], n)
      .commit();
  }
  return events * 1000 / (performance.now() - began);
}
