// Reading the whole log, in its own process, against listing one key per event.
import { runChild } from "./child.ts";
import { fillGrouped, fillPlain, fillUngrouped } from "./filled.ts";
import { paired, type Row } from "./measure.ts";
import type { Reading } from "./reader.ts";
import { withFolder } from "./stores.ts";

const MAX_PEAK_MB = 200;
const MOST_UNGROUPED = 200_000;

export function benchReplay(events: number, rounds: number): Promise<Row[]> {
  return withFolder(async (folder) => {
    const [grouped, ungrouped, plain] = [
      `${folder}/grouped.kv`,
      `${folder}/ungrouped.kv`,
      `${folder}/plain.kv`,
    ];
    await fillGrouped(grouped, events);
    await fillUngrouped(ungrouped, Math.min(MOST_UNGROUPED, events), grouped);
    await fillPlain(plain, events);
    let peakMb = 0;
    const reading = (what: string, path: string) => async () => {
      const seen: Reading = JSON.parse(await runChild("reader.ts", what, path));
      if (path === grouped && what === "log") peakMb = Math.max(peakMb, seen.peakMb);
      return seen.perSecond;
    };
    const list = reading("plain", plain);
    const common = { unit: "events/s", comparator: "kv.list, one key per event" };
    const rows: Row[] = [
      {
        name: `replay of ${events} grouped events`,
        ...common,
        ...await paired(rounds, reading("log", grouped), list),
        target: { atLeast: 3 },
      },
      {
        name: "replay, one event per commit",
        ...common,
        ...await paired(rounds, reading("log", ungrouped), list),
        target: { atLeast: 0.8 },
      },
      {
        name: "verify",
        ...common,
        ...await paired(rounds, reading("verify", grouped), list),
        target: { atLeast: 0.5 },
      },
    ];
    rows.push({
      name: `peak memory replaying ${events}`,
      unit: "MB",
      comparator: "limit",
      ours: peakMb,
      theirs: MAX_PEAK_MB,
      ratio: peakMb / MAX_PEAK_MB,
      target: { atMost: 1 },
    });
    return rows;
  });
}
