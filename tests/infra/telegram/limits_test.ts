// Sending limits: never exceeded over any sliding window, and no slower than they have to be.
import assert from "node:assert/strict";
import { createSendingLimits } from "../../../infra/telegram/limits.ts";

const NEVER = new AbortController().signal;
const WIDE = { limit: 1000, ms: 100 };

/** Sends through limits and gives when each message left, per chat. */
async function send(
  limits: ReturnType<typeof createSendingLimits>,
  chats: readonly string[],
): Promise<Map<string, number[]>> {
  const left = new Map<string, number[]>();
  await Promise.all(chats.map(async (chat) => {
    const leave = await limits.acquire(chat, NEVER);
    // Looked at before: the limits count from a moment after this one, however long that is.
    const at = Date.now();
    leave();
    left.set(chat, [...left.get(chat) ?? [], at]);
  }));
  return left;
}

/** The most messages in any window of so many milliseconds. */
function busiest(times: readonly number[], ms: number): number {
  const counts = times.map((start) => times.filter((time) => time >= start && time < start + ms).length);
  return Math.max(...counts);
}

Deno.test("no window overall, of a chat or of a group ever holds more than its limit", async () => {
  const [all, chat, group] = [{ limit: 10, ms: 100 }, { limit: 3, ms: 100 }, { limit: 4, ms: 250 }];
  const limits = createSendingLimits({ all, chat, group, clock: Date.now });
  const many = Array.from({ length: 12 }, (_, n) => `${n + 10}`);
  const left = await send(limits, [
    ...Array(8).fill("1"),
    ...Array(8).fill("2"),
    ...Array(6).fill("-3"),
    ...many,
  ]);
  assert.ok(busiest([...left.values()].flat(), all.ms) <= all.limit);
  for (const times of left.values()) assert.ok(busiest(times, chat.ms) <= chat.limit);
  assert.ok(busiest(left.get("-3")!, group.ms) <= group.limit);
});

Deno.test("a burst inside the limits leaves without waiting", async () => {
  let now = 1_000;
  const limits = createSendingLimits({
    all: WIDE,
    chat: { limit: 5, ms: 1000 },
    group: WIDE,
    clock: () => now,
  });
  for (let n = 0; n < 5; n++) await limits.acquire("7", NEVER);
  // The sixth waits for the clock, which stands still.
  const gaveUp = new AbortController();
  const sixth = limits.acquire("7", gaveUp.signal);
  gaveUp.abort(new Error("gave up"));
  await assert.rejects(sixth, /gave up/);
  now += 2_000;
  await limits.acquire("7", NEVER);
});

Deno.test("a message counts from when it leaves, not from when it was let go", async () => {
  let now = 1_000;
  const one = { limit: 1, ms: 1000 };
  const limits = createSendingLimits({ all: WIDE, chat: one, group: WIDE, clock: () => now });
  const leave = await limits.acquire("7", NEVER);
  now = 1_500;
  leave();
  now = 2_200;
  assert.equal(await mayLeave(limits, "7"), false, "a second after it was let go");
  now = 2_600;
  assert.equal(await mayLeave(limits, "7"), true, "a second after it left");
});

/** Whether a message to the chat may leave at this moment. */
async function mayLeave(limits: ReturnType<typeof createSendingLimits>, chat: string): Promise<boolean> {
  const tooLate = new AbortController();
  const leaves = limits.acquire(chat, tooLate.signal).then(() => true, () => false);
  tooLate.abort();
  return await leaves;
}

Deno.test("a group Telegram asked to leave alone is left alone, other chats are not", async () => {
  let now = 1_000;
  const limits = createSendingLimits({ all: WIDE, chat: WIDE, group: WIDE, clock: () => now });
  limits.pause("-1", 61_000);
  limits.pause("-1", 31_000);
  assert.deepEqual(
    [await mayLeave(limits, "-1"), await mayLeave(limits, "-2"), await mayLeave(limits, "1")],
    [
      false,
      true,
      true,
    ],
  );
  now = 60_999;
  assert.equal(await mayLeave(limits, "-1"), false, "the longest silence that was asked for counts");
  now = 61_000;
  assert.equal(await mayLeave(limits, "-1"), true);
});

Deno.test("silence asked for in a private chat is silence in all of them, groups go on", async () => {
  let now = 1_000;
  const limits = createSendingLimits({ all: WIDE, chat: WIDE, group: WIDE, clock: () => now });
  limits.pause("1", 31_000);
  assert.deepEqual([await mayLeave(limits, "1"), await mayLeave(limits, "2"), await mayLeave(limits, "-3")], [
    false,
    false,
    true,
  ]);
  now = 31_000;
  assert.deepEqual([await mayLeave(limits, "2"), await mayLeave(limits, "1")], [true, true]);
});
