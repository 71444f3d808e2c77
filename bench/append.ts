// Appending through the log against the same bytes put into the store without any promise: raw sets, and plain SQLite.
import { Buffer } from "node:buffer";
import { DatabaseSync } from "node:sqlite";
import { type Go, paired, rate, type Row } from "./measure.ts";
import { answered, commitOf, openLog, withFolder, withKv } from "./stores.ts";

interface Case {
  readonly name: string;
  readonly writers: number;
  /** Every append begins a stream, or every writer goes on with its own. */
  readonly streams: "new" | "long";
  readonly atLeast: number;
}

const CASES: readonly Case[] = [
  { name: "append, 1 writer", writers: 1, streams: "long", atLeast: 0.75 },
  { name: "append, 10 writers", writers: 10, streams: "new", atLeast: 3.5 },
  { name: "append, 100 writers", writers: 100, streams: "new", atLeast: 8 },
  // Here each stream's end is on a page of its own in the store, so that every event costs a page, not a row.
  { name: "append, 100 writers on long streams", writers: 100, streams: "long", atLeast: 2 },
];

export async function benchAppend(quick: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  const rounds = quick ? 5 : 9;
  for (const one of CASES) {
    const measured = await withFolder((folder) =>
      withKv(
        `${folder}/ours.kv`,
        (kv) =>
          withKv(`${folder}/raw.kv`, (raw) => paired(rounds, appending(kv, one), setting(raw, one.writers))),
      )
    );
    rows.push({
      name: one.name,
      unit: "events/s",
      comparator: "kv.atomic().set()",
      ...measured,
      target: { atLeast: one.atLeast },
    });
  }
  const measured = await withFolder((folder) =>
    withKv(`${folder}/ours.kv`, (kv) => {
      const [insert, close] = inserting(`${folder}/plain.sqlite`);
      return paired(rounds, appending(kv, { writers: 100, streams: "new" }), insert).finally(close);
    })
  );
  rows.push({
    name: "append, 100 writers",
    unit: "events/s",
    comparator: "node:sqlite, synchronous=FULL",
    ...measured,
    target: { atLeast: 5 },
  });
  return rows;
}

/** Always with the version that is expected. */
function appending(kv: Deno.Kv, { writers, streams }: Pick<Case, "writers" | "streams">): Go {
  const log = openLog(kv);
  const versions = new Map<string, number>();
  let n = 0;
  return () =>
    rate(writers, countFor(writers), async (worker) => {
      const streamId = `response-${streams === "new" ? n : worker}`;
      const version = versions.get(streamId) ?? 0;
      const result = await log.append(commitOf(streamId, version, n++));
      if (!("appended" in result)) throw new Error("The benchmark's own append was refused");
      if (streams === "long") versions.set(streamId, version + 1);
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

/** Both sides write as many events of the same size. */
const countFor = (writers: number): number => writers === 1 ? 1_000 : 4_000;

const bytesOf = (n: number): Uint8Array =>
  Buffer.from(JSON.stringify({ ...commitOf("raw", 0, n).meta, ...answered(n) }));
