// Causes and effects: what a request did as a tree.
import assert from "node:assert/strict";
import { type CauseNode, causeTrees } from "../../../domain/history/cause_tree.ts";
import { stored } from "../../support/stored.ts";

const fact = (type: string) => ({ type, data: {} });

/** Events of one stream with what caused each. */
function caused(...causes: (string | undefined)[]) {
  return stored("load-1", ...causes.map((_, index) => fact(`Fact${index + 1}`))).map((event, index) => {
    const causationId = causes[index];
    return { ...event, meta: { ...event.meta, ...(causationId !== undefined && { causationId }) } };
  });
}

const outline = (nodes: readonly CauseNode[]): unknown[] =>
  nodes.map((
    { event, through, effects },
  ) => [event.version, ...(through ? [through] : []), ...(effects.length > 0 ? [outline(effects)] : [])]);

Deno.test("events without a cause stand beside each other", () => {
  assert.deepEqual(outline(causeTrees(caused(undefined, undefined))), [[1], [2]]);
});

Deno.test("an effect stands under the event it names", () => {
  assert.deepEqual(outline(causeTrees(caused(undefined, "load-1@1", "load-1@2", "load-1@1"))), [
    [1, [[2, [[3]]], [4]]],
  ]);
});

Deno.test("what a message did stands under the event that queued it, and names the message", () => {
  assert.deepEqual(outline(causeTrees(caused(undefined, "tell:1", "tell:1", "load-1@1", "note:4"))), [
    [1, [[2, "tell:1"], [3, "tell:1"], [4, [[5, "note:4"]]]]],
  ]);
});

Deno.test("a cause that another request had, or that comes later, makes no parent", () => {
  assert.deepEqual(outline(causeTrees(caused("other-1@7", "load-1@3", undefined))), [[1], [2], [3]]);
  assert.deepEqual(outline(causeTrees(caused("tell:1"))), [[1, "tell:1"]]);
});
