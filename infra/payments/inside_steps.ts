// Steps between payments, subscriptions and promo codes that ask nobody outside.
import { isInsideStep, type PerformStep } from "../../domain/processes/perform.ts";
import { steps } from "../../domain/processes/steps.ts";
import { type Handler, NOTHING } from "../queue/handler.ts";
import { originOf } from "./origin.ts";
import { REPEATABLE } from "./repeatable.ts";

/** One handler a kind. A step that was done before does nothing, so a worker that died leaves no trace. */
export function createInsideSteps(performStep: PerformStep): Handler[] {
  return Object.keys(steps).filter(isInsideStep).map((kind) => ({
    kind,
    ...REPEATABLE,
    async run(message) {
      await performStep(kind, message.data, originOf(message));
      return { done: NOTHING };
    },
  }));
}
