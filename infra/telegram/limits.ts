// Telegram's sending limits: so many messages overall, per chat and per group in any sliding window. Bursts inside
// them leave at once.
import type { Clock } from "../../domain/shared/ports.ts";

export interface Window {
  /** Messages allowed in any `ms` milliseconds. */
  readonly limit: number;
  readonly ms: number;
}

export interface SendingLimits {
  /**
   * Resolves when a message to the chat may leave, and counts it. Aborting rejects and counts nothing. What comes back
   * is to be called at the moment of leaving: it is counted from then on, however long the preparations took.
   */
  acquire(chatId: string, signal: AbortSignal): Promise<() => void>;
  /**
   * Telegram asked for silence after a message to the chat: nothing leaves to it until then (UTC milliseconds). In a
   * group that is the group's own limit; in a private chat it is the bot's, so no private chat gets anything.
   */
  pause(chatId: string, until: number): void;
}

/** Counted at Telegram, sent from here: what the network may add between two messages, milliseconds. */
const MARGIN = 60;

/** A message by when it leaves, UTC milliseconds; one that is being prepared by when it was let go. */
interface Leaving {
  at: number;
}

/** Groups and channels have negative ids. */
const isGroup = (chatId: string) => chatId.startsWith("-");
/** What a pause of the chat holds up. */
const pausedWith = (chatId: string) => isGroup(chatId) ? chatId : "private";

export function createSendingLimits(
  { all, chat, group, clock }: { all: Window; chat: Window; group: Window; clock: Clock },
): SendingLimits {
  const sent = new Map<string, Leaving[]>();
  const paused = new Map<string, number>();

  function windowsOf(chatId: string): (readonly [string, Window])[] {
    const own = [["*", all], [`chat:${chatId}`, chat]] as const;
    return isGroup(chatId) ? [...own, [`group:${chatId}`, group]] : [...own];
  }

  /** When the next message to the chat may leave, UTC milliseconds. */
  function freeAt(chatId: string, now: number): number {
    let at = Math.max(now, paused.get(pausedWith(chatId)) ?? 0);
    for (const [key, { limit, ms }] of windowsOf(chatId)) {
      const times = (sent.get(key) ?? []).map(({ at }) => at).sort((one, other) => one - other);
      const blocking = times.at(-limit);
      if (blocking !== undefined) at = Math.max(at, blocking + ms + MARGIN);
    }
    return at;
  }

  function count(chatId: string, now: number): Leaving {
    const leaving = { at: now };
    for (const [key, { ms }] of windowsOf(chatId)) {
      const recent = (sent.get(key) ?? []).filter(({ at }) => at > now - ms - MARGIN);
      sent.set(key, [...recent, leaving]);
    }
    paused.delete(pausedWith(chatId));
    if (sent.size > 10_000) forgetIdle(now);
    return leaving;
  }

  function forgetIdle(now: number): void {
    for (const [key, all] of sent) if ((all.at(-1)?.at ?? 0) < now - group.ms - MARGIN) sent.delete(key);
  }

  return {
    async acquire(chatId, signal) {
      for (;;) {
        signal.throwIfAborted();
        const now = clock();
        const at = freeAt(chatId, now);
        if (at <= now) {
          const leaving = count(chatId, now);
          return () => leaving.at = clock();
        }
        await delay(at - now, signal);
      }
    },
    pause(chatId, until) {
      const key = pausedWith(chatId);
      paused.set(key, Math.max(until, paused.get(key) ?? 0));
    },
  };
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}
