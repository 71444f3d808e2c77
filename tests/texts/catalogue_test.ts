// The catalogue is whole: whatever the domain can answer has a sentence and a status.
import assert from "node:assert/strict";
import { ResponseStatus } from "../../domain/responses/timeline.ts";
import { statusOf } from "../../routes/(_shared)/status.ts";
import { nextSteps } from "../../texts/responses.ts";
import { fieldErrors, refusals, statuses } from "../../texts/ru.ts";

Deno.test("every refusal has a status and a sentence that ends", () => {
  assert.deepEqual(Object.keys(refusals).filter((code) => !(code in statusOf)), []);
  for (const sentence of [...Object.values(refusals), ...Object.values(fieldErrors)]) {
    assert.match(sentence, /^[А-ЯЁA-Z].*[.!]$/);
  }
});

Deno.test("every status of a response has a name and a next step", () => {
  assert.deepEqual(Object.keys(statuses).sort(), [...ResponseStatus.options].sort());
  assert.deepEqual(Object.keys(nextSteps).sort(), [...ResponseStatus.options].sort());
});
