// The queue seen as steps: of all queued work, what is no message to a chat.
import { chatOf } from "../../domain/messages/kinds.ts";
import type { DeadStep, StepQueue } from "../../domain/steps/ports.ts";
import type { KvQueue } from "./kv_queue.ts";
import type { DeadRecord } from "./message_record.ts";

/** `hide` cuts secrets out of a text: an error may quote what was asked of a provider. */
export function createStepQueue(
  queue: Pick<KvQueue, "dead" | "find" | "deadOne" | "requeue">,
  hide: (text: string) => string,
): StepQueue {
  function deadStep(dead: DeadRecord): DeadStep[] {
    if (chatOf(dead) !== null) return [];
    const { id, kind, attempt, lastError, diedAt, correlationId } = dead;
    const at = new Date(diedAt).toISOString();
    return [{
      ...{ id, kind, attempts: attempt, at, correlationId },
      ...(lastError !== undefined && { lastError: hide(lastError) }),
    }];
  }

  async function waiting(stepId: string): Promise<"queued" | null> {
    const entry = await queue.find(stepId);
    return entry !== null && chatOf(entry.message) === null ? "queued" : null;
  }

  async function givenUp(stepId: string): Promise<DeadStep | null> {
    const dead = await queue.deadOne(stepId);
    return dead === null ? null : deadStep(dead)[0] ?? null;
  }

  return {
    dead: async () => (await queue.dead()).flatMap(deadStep),
    // Sent back between the two looks, it is found by the third.
    find: async (stepId) => await waiting(stepId) ?? await givenUp(stepId) ?? await waiting(stepId),
    async requeue(stepId) {
      await queue.requeue(stepId);
    },
  };
}
