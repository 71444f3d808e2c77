// Kills writing processes again and again, and compares what it was told with what is there afterwards.
import { type Verification, verify } from "../../../infra/eventlog/integrity/verify.ts";
import { everything, kvLog, withKv } from "./kit.ts";

export interface CrashReport {
  readonly acknowledged: number;
  /** Acknowledged, but not there. */
  readonly lost: readonly string[];
  /** There more than once, acknowledged or not. */
  readonly doubled: readonly string[];
  /** Acknowledged at another position than where they are. */
  readonly misplaced: readonly string[];
  /** Events without their message, or the other way round. */
  readonly torn: readonly string[];
  readonly verification: Verification;
}

/** In each round every process is killed after `acksPerKill` acknowledgements, in the middle of whatever it does then. */
export async function crashAndLook(
  path: string,
  { rounds, processes, writers, acksPerKill }: {
    readonly rounds: number;
    readonly processes: number;
    /** In each process. */
    readonly writers: number;
    readonly acksPerKill: number;
  },
): Promise<CrashReport> {
  const acknowledged = new Map<string, number>();
  for (let round = 1; round <= rounds; round++) {
    const told = await Promise.all(
      Array.from(
        { length: processes },
        (_, process) => writeUntilKilled(path, `run${round}.${process}`, acksPerKill, writers),
      ),
    );
    for (const [id, position] of told.flat()) acknowledged.set(id, position);
  }
  let report: CrashReport | undefined;
  await withKv(async (kv) => {
    const log = kvLog(kv);
    const positions = new Map<string, number[]>();
    for (const { data, position } of await everything(log)) {
      const id = String(data.text);
      positions.set(id, [...positions.get(id) ?? [], position]);
    }
    const queued = new Set<string>();
    for await (const { key } of kv.list({ prefix: ["out"] })) queued.add(String(key[2]));
    const ids = [...acknowledged.keys()];
    const torn = [...positions.keys()].filter((id) => !queued.has(id))
      .concat([...queued].filter((id) => !positions.has(id)));
    report = {
      acknowledged: acknowledged.size,
      lost: ids.filter((id) => !positions.has(id)),
      doubled: [...positions.keys()].filter((id) => positions.get(id)?.length !== 1),
      misplaced: ids.filter((id) => positions.has(id) && positions.get(id)?.[0] !== acknowledged.get(id)),
      torn,
      verification: await verify(log),
    };
  }, path);
  if (report === undefined) throw new Error("The store could not be read");
  return report;
}

async function writeUntilKilled(
  path: string,
  run: string,
  acks: number,
  writers: number,
): Promise<[string, number][]> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      "--unstable-kv",
      new URL("crash_writer.ts", import.meta.url).pathname,
      path,
      run,
      String(writers),
    ],
    stdout: "piped",
  }).spawn();
  let text = "", lines = 0, killed = false;
  for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    lines += chunk.split("\n").length - 1;
    if (lines < acks || killed) continue;
    killed = true;
    child.kill("SIGKILL");
  }
  await child.status;
  // The last line may be cut in half by the kill.
  return text.split("\n").slice(0, -1).map((line) => {
    const [id = "", position] = line.split(" ");
    return [id, Number(position)];
  });
}
