// `deno task projections:rebuild [NAME]`: rebuilds one view of the store at KV_PATH, or all, from the log beside the live
// rows, compares, switches. Exit 1 when rows were not those of the log, or when a rebuild failed. Works while the product
// runs on the same store.
import { changesBetween } from "../components/admin/history/changes.ts";
import { allProjections } from "../domain/projections/all.ts";
import type { RebuildState, RowDifference } from "../domain/projections/ports.ts";
import { upcast } from "../domain/upcasters.ts";
import { createBell } from "../infra/eventlog/bell.ts";
import { createStoredLog } from "../infra/eventlog/read/stored_log.ts";
import { createProjections, type Projections } from "../infra/projections/projections.ts";
import { ProgressBar, type Terminal } from "./progress_bar.ts";
import { type Environment, parseArgs, run, withStore } from "./store_command.ts";

const terminal: Terminal = {
  isTerminal: Deno.stdout.isTerminal(),
  write: (text) => void Deno.stdout.writeSync(new TextEncoder().encode(text)),
};

/** How soon to ask again for a view that another process is rebuilding, in milliseconds. */
const ASK_AGAIN = 500;

export interface Options {
  readonly out?: Terminal;
  /** See RebuildsDeps. */
  readonly retireAfter?: number;
}

export async function main(
  args: string[],
  environment: Environment,
  { out = terminal, ...options }: Options = {},
): Promise<number> {
  const [name] = parseArgs(args, []).files;
  const names = allProjections.map(({ name }) => name);
  if (name !== undefined && !names.includes(name)) {
    throw new Error(`There is no view "${name}"; there are ${names.join(", ")}`);
  }
  return await withStore(environment, async (kv) => {
    const projections = createProjections({
      kv,
      log: { ...createStoredLog(kv, upcast), listen: createBell().listen },
      projections: allProjections,
      logger: silent,
      clock: Date.now,
      random: Math.random,
      ...options,
    });
    let sound = true;
    for (const each of name === undefined ? names : [name]) {
      sound = await rebuildOne(projections, each, out) && sound;
    }
    await projections.idle();
    await projections.stop();
    return sound ? 0 : 1;
  });
}

/** What matters is told by the verdict. */
const silent = { debug() {}, info() {}, warn() {}, error() {} };

async function rebuildOne(projections: Projections, name: string, out: Terminal): Promise<boolean> {
  const bar = new ProgressBar(name, out);
  await start(projections, name);
  let last: RebuildState | undefined;
  for await (last of projections.progress(name, new AbortController().signal)) bar.show(last);
  if (last === undefined) throw new Error(`Cannot rebuild view "${name}": its rebuild has left no trace`);
  bar.end(verdictOf(last));
  return last.status === "done" && last.identical !== false;
}

/** When another process rebuilds the view already: its verdict is as good, and if it dies its work is taken over. */
async function start(projections: Projections, name: string): Promise<void> {
  while ("refused" in await projections.rebuild(name)) {
    if ((await projections.rebuildOf(name))?.status !== "running") return;
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN));
  }
}

function verdictOf({ status, position, identical, firstDifference, error }: RebuildState): string {
  if (status === "failed") return `failed: ${error ?? "no reason is known"}`;
  if (identical === undefined) return `built, ${position} events; there was nothing to compare with`;
  if (identical) return `identical, ${position} events`;
  const { key, ...rows } = firstDifference ?? { key: [] };
  return [`DIFFERENT, put right; first at ${JSON.stringify(key)}`, ...differences(rows)].join("\n  ");
}

/** Characters of a value, and fields, that are enough to see what happened; the console shows the rest. */
const SHOWN_OF_VALUE = 80;
const SHOWN_FIELDS = 20;

/** Field by field, as the console has it. */
function differences({ live, rebuilt }: Pick<RowDifference, "live" | "rebuilt">): string[] {
  if (live === undefined || rebuilt === undefined) return ["too large to show"];
  const changes = changesBetween(live ?? undefined, rebuilt ?? undefined);
  const lines = changes.slice(0, SHOWN_FIELDS).map(({ path, before, after }) =>
    `${path && `${path}: `}was ${shown(before)}; is now ${shown(after)}`
  );
  return changes.length > SHOWN_FIELDS ? [...lines, `and ${changes.length - SHOWN_FIELDS} more`] : lines;
}

function shown(value: unknown): string {
  if (value === undefined) return "not there";
  const text = JSON.stringify(value);
  return text.length <= SHOWN_OF_VALUE ? text : text.slice(0, SHOWN_OF_VALUE - 1) + "…";
}

if (import.meta.main) await run(main);
