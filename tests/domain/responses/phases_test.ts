// Whatever is asked in whatever order, the story of a response only goes forward.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { ResponseCommand } from "../../../domain/responses/commands.ts";
import { responseDecider } from "../../../domain/responses/decide.ts";
import type { ResponseEvent } from "../../../domain/responses/events.ts";
import { foldResponse, type ResponseRow } from "../../../domain/responses/view.ts";
import { fold } from "../../../domain/shared/decider.ts";
import { stored } from "../../support/stored.ts";
import { delivered, form, type Phase, respond } from "./story.ts";

/** The phases that may follow each phase directly. */
const next: Readonly<Record<Phase, readonly Phase[]>> = {
  none: ["sent"],
  sent: ["delivered", "seen", "accepted", "rejected", "withdrawn"],
  delivered: ["seen", "accepted", "rejected", "withdrawn"],
  seen: ["accepted", "rejected", "withdrawn"],
  accepted: ["completed", "withdrawn"],
  rejected: [],
  completed: [],
  withdrawn: [],
};

const commands: fc.Arbitrary<ResponseCommand> = fc.oneof(
  fc.constantFrom<ResponseCommand>(
    respond,
    { ...respond, form: { ...form, name: "Пётр" } },
    { type: "AcceptResponse" },
    { type: "RejectResponse" },
    { type: "CompleteResponse" },
    { type: "WithdrawResponse" },
    { type: "SeeResponse" },
    { type: "NoteToDriver", noteId: "1", note: "Позвоните" },
  ),
  fc.integer({ min: 1, max: 5 }).map((stars): ResponseCommand => ({ type: "RateCargo", form: { stars } })),
);
/** Somebody asks, or Telegram tells late that the message arrived. */
const steps = fc.array(fc.oneof({ weight: 4, arbitrary: commands }, fc.constant("delivery" as const)), {
  maxLength: 30,
});

function play(story: readonly (ResponseCommand | "delivery")[]): ResponseEvent[] {
  const history: ResponseEvent[] = [];
  for (const step of story) {
    if (step === "delivery") {
      if (history.length > 0) history.push(delivered);
      continue;
    }
    const decision = responseDecider.decide(step, fold(responseDecider, history));
    if ("ok" in decision) history.push(...decision.ok);
  }
  return history;
}

Deno.test("no sequence of requests leads a response back, nor out of a final phase", () => {
  fc.assert(fc.property(steps, (story) => {
    const history = play(story);
    const phases = history.map((_, index) => fold(responseDecider, history.slice(0, index + 1)).status);
    phases.reduce<Phase>((before, now) => {
      if (now !== before) assert.ok(next[before].includes(now), `${before} became ${now}`);
      return now;
    }, "none");
  }));
});

Deno.test("no sequence of requests makes the same fact twice, but for deliveries and notes", () => {
  fc.assert(fc.property(steps, (story) => {
    const types = play(story).map(({ type }) => type).filter((type) =>
      type !== "ResponseDelivered" && type !== "DispatcherNoted"
    );
    assert.deepEqual(types, [...new Set(types)]);
  }));
});

Deno.test("what the driver sees is in the phase the decider is in", () => {
  fc.assert(fc.property(steps, (story) => {
    const history = play(story);
    const row = stored("response-1", ...history).reduce<ResponseRow | null>(foldResponse, null);
    assert.equal(row?.status ?? "none", fold(responseDecider, history).status);
    assert.equal(row?.timeline.at(-1)?.status, row?.status);
  }));
});
