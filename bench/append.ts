// Appending through the log against the same bytes put into the store without any promise: raw sets, and plain SQLite.
import { Buffer } from "node:buffer";
import { DatabaseSync } from "node:sqlite";
import { type Go, paired, rate, type Row } from "./measure.ts";
import { answered, commitOf, openLog, withFolder, withKv } from "./stores.ts";

const TARGETS = [{ writers: 1, atLeast: 0.75 }, { writers: 10, atLeast: 3.5 }, { writers: 100, atLeast: 8 }];

export async function benchAppend(quick: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  const rounds = quick ? 5 : 9;
  for (const { writers, atLeast } of TARGETS) {
    const measured = await withFolder((folder) =>
      withKv(
        `${folder}/ours.kv`,
        (kv) =>
          withKv(`${folder}/raw.kv`, (raw) => paired(rounds, appending(kv, writers), setting(raw, writers))),
      )
    );
    rows.push({
      name: `append, ${writers} at once`,
      unit: "events/s",
      comparator: "kv.atomic().set()",
      ...measured,
      target: { atLeast },
    });
  }
  const measured = await withFolder((folder) =>
    withKv(`${folder}/ours.kv`, (kv) => {
      const [insert, close] = inserting(`${folder}/plain.sqlite`);
      return paired(rounds, appending(kv, 100), insert).finally(close);
    })
  );
  rows.push({
    name: "append, 100 at once",
    unit: "events/s",
    comparator: "node:sqlite, synchronous=FULL",
    ...measured,
    target: { atLeast: 5 },
  });
  return rows;
}

/** Every writer on a stream of its own, with the version it expects. */
function appending(kv: Deno.Kv, writers: number): Go {
  const log = openLog(kv);
  const versions = Array.from({ length: writers }, () => 0);
  let n = 0;
  return () =>
    rate(writers, countFor(writers) * (writers === 1 ? 1 : 4), async (worker) => {
      const version = versions[worker] ?? 0;
      const result = await log.append(commitOf(`response-${worker}`, version, n++));
      if (!("appended" in result)) throw new Error("The benchmark's own append was refused");
      versions[worker] = version + 1;
    });
}

function setting(kv: Deno.Kv, writers: number): Go {
  let n = 0;
  return () => rate(writers, countFor(writers), () => kv.atomic().set(["raw", n], bytesOf(n++)).commit());
}

function inserting(path: string): [Go, () => void] {
  const db = new DatabaseSync(path);
  db.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (k INTEGER PRIMARY KEY, v BLOB)");
  const insert = db.prepare("INSERT INTO t (v) VALUES (?)");
  return [
    () => rate(1, 2_000, (_worker, n) => Promise.resolve(insert.run(bytesOf(n)))),
    () => db.close(),
  ];
}

const countFor = (writers: number): number => writers === 1 ? 1_500 : 2_500;

const bytesOf = (n: number): Uint8Array =>
  Buffer.from(JSON.stringify({ ...commitOf("raw", 0, n).meta, ...answered(n) }));
