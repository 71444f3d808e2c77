// A clock and a wait that pass only when told to, so that minutes of traffic are played in milliseconds.
import type { Wait } from "../../../infra/wait.ts";

interface Alarm {
  readonly at: number;
  readonly ring: () => void;
}

export interface VirtualTime {
  clock(): number;
  readonly wait: Wait;
  /** Plays everything that is due until a moment, in order. */
  until(moment: number): Promise<void>;
}

export function virtualTime(): VirtualTime {
  let now = 0;
  const alarms = new Set<Alarm>();

  async function settle() {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }

  return {
    clock: () => now,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const alarm = { at: now + ms, ring: () => (alarms.delete(alarm), resolve()) };
        alarms.add(alarm);
        signal?.addEventListener("abort", alarm.ring, { once: true });
      }),
    async until(moment) {
      await settle();
      for (;;) {
        let next: Alarm | undefined;
        for (const alarm of alarms) if (next === undefined || alarm.at < next.at) next = alarm;
        if (!next || next.at > moment) break;
        now = Math.max(now, next.at);
        next.ring();
        await settle();
      }
      now = moment;
    },
  };
}
