// Telegram's sending limits: so many messages overall, per chat and per group in any sliding window. Bursts inside
// them leave at once.
import type { Clock } from "../../domain/shared/ports.ts";

export interface Window {
  /** Messages allowed in any `ms` milliseconds. */
  readonly limit: number;
  readonly ms: number;
}

export interface SendingLimits {
  /** Resolves when a message to the chat may leave, and counts it. Aborting rejects and counts nothing. */
  acquire(chatId: string, signal: AbortSignal): Promise<void>;
  /**
   * Telegram asked for silence after a message to the chat: nothing leaves to it until then (UTC milliseconds). In a
   * group that is the group's own limit; in a private chat it is the bot's, so no private chat gets anything.
   */
  pause(chatId: string, until: number): void;
}

/** Counted at Telegram, sent from here: what the network may add between two messages, milliseconds. */
const MARGIN = 60;

/** Groups and channels have negative ids. */
const isGroup = (chatId: string) => chatId.startsWith("-");
/** What a pause of the chat holds up. */
const pausedWith = (chatId: string) => isGroup(chatId) ? chatId : "private";

export function createSendingLimits(
  { all, chat, group, clock }: { all: Window; chat: Window; group: Window; clock: Clock },
): SendingLimits {
  const sent = new Map<string, number[]>();
  const paused = new Map<string, number>();

  function windowsOf(chatId: string): (readonly [string, Window])[] {
    const own = [["*", all], [`chat:${chatId}`, chat]] as const;
    return isGroup(chatId) ? [...own, [`group:${chatId}`, group]] : [...own];
  }

  /** When the next message to the chat may leave, UTC milliseconds. */
  function freeAt(chatId: string, now: number): number {
    let at = Math.max(now, paused.get(pausedWith(chatId)) ?? 0);
    for (const [key, { limit, ms }] of windowsOf(chatId)) {
      const times = sent.get(key) ?? [];
      const blocking = times.at(-limit);
      if (blocking !== undefined) at = Math.max(at, blocking + ms + MARGIN);
    }
    return at;
  }

  function count(chatId: string, now: number): void {
    for (const [key, { ms, limit }] of windowsOf(chatId)) {
      const times = (sent.get(key) ?? []).filter((time) => time > now - ms - MARGIN);
      sent.set(key, [...times, now].slice(-limit));
    }
    paused.delete(pausedWith(chatId));
    if (sent.size > 10_000) forgetIdle(now);
  }

  function forgetIdle(now: number): void {
    for (const [key, times] of sent) if ((times.at(-1) ?? 0) < now - group.ms - MARGIN) sent.delete(key);
  }

  return {
    async acquire(chatId, signal) {
      for (;;) {
        signal.throwIfAborted();
        const now = clock();
        const at = freeAt(chatId, now);
        if (at <= now) return count(chatId, now);
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
