// Work that failed for good and is no message to a chat: shown to administrators, who may send it back.
import { z } from "zod";
import type { EventLog } from "../shared/event_log.ts";
import type { Origin } from "../shared/origin.ts";
import type { Clock } from "../shared/ports.ts";
import { type StepRetried, STEPS_STREAM } from "./events.ts";
import type { DeadStep, StepQueue } from "./ports.ts";

export type { DeadStep } from "./ports.ts";

/** The last step of a page: when it was given up, and its id. */
export const StepPlace = z.tuple([z.iso.datetime(), z.string()]);
export type StepPlace = Readonly<z.infer<typeof StepPlace>>;

export interface StepQuery {
  readonly after?: StepPlace | undefined;
  readonly limit: number;
}

export interface StepPage {
  readonly data: readonly DeadStep[];
  /** Where the next page begins; null when this is the last one. */
  readonly next: StepPlace | null;
}

export interface Steps {
  /** What was given up, newest first. */
  list(query: StepQuery): Promise<StepPage>;
  /** How much was given up. */
  count(): Promise<number>;
  /** Has a step done after all. Nothing is done with one that waits to be done already. */
  retry(
    stepId: string,
    origin: Origin,
  ): Promise<{ readonly ok: true } | { readonly refused: "message_gone" }>;
}

export function createSteps(
  { queue, log, clock }: { queue: StepQueue; log: Pick<EventLog, "append">; clock: Clock },
): Steps {
  return {
    async list({ after, limit }) {
      const ranked = (await queue.dead())
        .map((step) => ({ step, rank: rankOf(placeOf(step)) }))
        .filter(({ rank }) => after === undefined || rank < rankOf(after))
        .sort((one, other) => one.rank < other.rank ? 1 : -1)
        .map(({ step }) => step);
      const data = ranked.slice(0, limit);
      const last = data.at(-1);
      return { data, next: last && ranked.length > limit ? placeOf(last) : null };
    },
    count: async () => (await queue.dead()).length,
    async retry(stepId, { actor, correlationId }) {
      const step = await queue.find(stepId);
      if (step === null) return { refused: "message_gone" };
      if (step === "queued") return { ok: true };
      const { id: messageId, kind, at } = step;
      const retried: StepRetried = { type: "StepRetried", data: { messageId, kind } };
      // Said first: it must never be done again without anybody having asked.
      await log.append({
        // The same step given up at another time is another matter; pressing twice is not.
        commandId: `StepRetried:${messageId}:${at}`,
        streams: [{ streamId: STEPS_STREAM, expectedVersion: "any", events: [retried] }],
        meta: { at: new Date(clock()).toISOString(), actor, correlationId },
      });
      // When another press was faster there is nothing left to do: it waits, or is done by now.
      await queue.requeue(stepId);
      return { ok: true };
    },
  };
}

function placeOf({ at, id }: DeadStep): StepPlace {
  return [at, id];
}

function rankOf(place: StepPlace): string {
  return place.join(" ");
}
