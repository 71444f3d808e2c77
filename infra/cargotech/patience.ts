// Nobody waits for CargoTech longer than a limit.
import type { Wait } from "../wait.ts";
import { CargoTechFailure } from "./failure.ts";

/** The work goes on when nobody waits for it any longer: its answer serves the next who asks. */
export async function patiently<T>(work: Promise<T>, longestWaitMs: number, wait: Wait): Promise<T> {
  const done = new AbortController();
  const tooLong = wait(longestWaitMs, done.signal).then(() => "too long" as const);
  try {
    const winner = await Promise.race([work, tooLong]);
    if (winner !== "too long") return winner;
    throw new CargoTechFailure(`No answer within ${longestWaitMs} ms`, "waited");
  } finally {
    done.abort();
  }
}
