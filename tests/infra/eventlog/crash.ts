// Kills a writing process again and again, and compares what it was told with what is there afterwards.
import { decodeMessage } from "../../../infra/queue/message_record.ts";
import { type Verification, verify } from "../../../infra/eventlog/verify.ts";
import { everything, kvLog, withKv } from "./kit.ts";

export interface CrashReport {
  readonly acknowledged: number;
  /** Acknowledged ids that are not there exactly once, at the position that was told. */
  readonly wrong: readonly string[];
  /** Events without their message, or the other way round. */
  readonly torn: readonly string[];
  readonly verification: Verification;
}

/** Each time the process is killed after `acksPerKill` acknowledgements, in the middle of whatever it does then. */
export async function crashAndLook(path: string, kills: number, acksPerKill: number): Promise<CrashReport> {
  const acknowledged = new Map<string, number>();
  for (let run = 1; run <= kills; run++) {
    for (const [id, position] of await writeUntilKilled(path, `run${run}`, acksPerKill)) {
      acknowledged.set(id, position);
    }
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
    for await (const { value } of kv.list<Uint8Array>({ prefix: ["out"] })) {
      queued.add(decodeMessage(value).id);
    }
    const wrong = [...acknowledged].filter(([id, position]) =>
      String(positions.get(id)) !== String([position])
    );
    const torn = [...positions.keys()].filter((id) => !queued.has(id))
      .concat([...queued].filter((id) => !positions.has(id)));
    report = {
      acknowledged: acknowledged.size,
      wrong: wrong.map(([id]) => id),
      torn,
      verification: await verify(log),
    };
  }, path);
  if (report === undefined) throw new Error("The store could not be read");
  return report;
}

async function writeUntilKilled(path: string, run: string, acks: number): Promise<[string, number][]> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      "--unstable-kv",
      new URL("crash_writer.ts", import.meta.url).pathname,
      path,
      run,
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
