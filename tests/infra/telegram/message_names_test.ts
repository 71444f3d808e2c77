// Every kind of message has words of its own: what it says, and what the console calls it.
import assert from "node:assert/strict";
import { messageKinds } from "../../../domain/messages/kinds.ts";
import { messageName } from "../../../texts/outbox.ts";

Deno.test("the console names every kind of message", () => {
  const names = messageKinds.map(messageName);
  assert.deepEqual(names.filter((name) => /^[a-z_]+$/.test(name)), []);
  assert.equal(new Set(names).size, names.length);
});
