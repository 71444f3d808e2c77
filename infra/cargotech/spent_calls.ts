// The spent part of the rate budget at rest: whoever restarts within the minute must not call as if nothing had been.
import type { Clock } from "../../domain/shared/ports.ts";
import type { Logger } from "../logger.ts";
import { retryWhileLocked } from "../locked.ts";
import type { Wait } from "../wait.ts";
import type { Background } from "./background.ts";
import { counted, Kept, kept, SPEAKS_FOR, type Spent, type SpentBefore } from "./spent_record.ts";

export interface SpentCalls {
  /** Null when nothing is known. Never throws. */
  before(): Promise<SpentBefore | null>;
  /** Whose spending this is; `written` is told after every writing. */
  keep(read: () => Spent, written: () => void): void;
  /** Something was spent; written at once, then once a second. */
  note(): void;
  /** Whether one more call would be counted after a crash. If not, what is at rest is brought up to date. */
  covers(): boolean;
  /** Writes what is not written yet, in the background, and nothing after that. */
  stop(): void;
}

const KEY = ["cargotech", "spent_calls"];
const SECOND = 1000;
/** As long as the longest pause upstream can ask for. */
const KEPT = 3600 * SECOND;

export interface SpentCallsDependencies {
  readonly kv: Deno.Kv;
  readonly clock: Clock;
  /** From 0 to 1, for waiting times. */
  readonly random: () => number;
  readonly wait: Wait;
  readonly background: Background;
  readonly logger: Logger;
}

export function createSpentCalls(
  { kv, clock, random, wait, background, logger }: SpentCallsDependencies,
): SpentCalls {
  let source: (() => Spent) | null = null;
  let written = () => {};
  let news = false;
  let writing = false;
  let stopped = false;
  let pause = new AbortController();
  /** What is at rest speaks for calls up to this number, let through up to this moment. */
  let spokenFor = { calls: 0, until: 0 };

  async function write(read: () => Spent, whole: boolean): Promise<void> {
    if (whole) spokenFor = { calls: 0, until: 0 };
    try {
      const { spent, at } = await retryWhileLocked(async () => {
        const now = { spent: read(), at: clock() };
        await kv.set(KEY, kept(now.spent, now.at, whole), { expireIn: KEPT });
        return now;
      }, random);
      if (!whole) spokenFor = { calls: spent.granted + spent.perSecond, until: at + SPEAKS_FOR };
    } catch (error) {
      // A store that fails costs the certainty across a crash, not the loads.
      spokenFor = { calls: Infinity, until: clock() + SPEAKS_FOR };
      throw error;
    } finally {
      written();
    }
  }

  async function writeWhileThereIsNews(read: () => Spent): Promise<void> {
    try {
      while (news) {
        news = false;
        pause = new AbortController();
        await write(read, false);
        if (!stopped) await wait(SECOND, pause.signal);
      }
      await write(read, true);
    } finally {
      writing = false;
    }
    // Spent during the last write.
    if (news) note();
  }

  function note(): void {
    news = true;
    if (stopped || writing || source === null) return;
    writing = true;
    background.run("keep the spent part of the CargoTech budget", writeWhileThereIsNews(source));
  }

  return {
    async before() {
      try {
        const found = Kept.safeParse((await kv.get(KEY)).value);
        return found.success ? counted(found.data, clock()) : null;
      } catch (error) {
        logger.error("Cannot read the spent part of the CargoTech budget", { error });
        return null;
      }
    },
    keep(read, told) {
      source = read;
      written = told;
    },
    note,
    covers() {
      const granted = source?.().granted ?? 0;
      if (granted < spokenFor.calls && clock() <= spokenFor.until) return true;
      note();
      pause.abort();
      return false;
    },
    stop() {
      stopped = true;
      pause.abort();
    },
  };
}
