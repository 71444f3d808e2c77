// Telegram's sending limits in the running product. Its time moves only when the test says so: nothing that a busy machine
// holds up on its way looks as if it had left too soon.
import assert from "node:assert/strict";
import { DISPATCH_CHAT, DRIVER, eventually, type Product, startProduct } from "../../support/product.ts";
import { callsTo } from "../../support/sandbox_control.ts";
import { FORM } from "./answered.ts";

const LIMITS = { all: 5, chat: 3, group: 12 };
/** Milliseconds; longer than a second by more than the product allows the network. */
const SECOND = 1_100;

Deno.test("no second and no minute ever holds more than its limit, edits included", async () => {
  let now = Date.now();
  await using product = await startProduct({
    TELEGRAM_GLOBAL_PER_SECOND: String(LIMITS.all),
    TELEGRAM_CHAT_PER_SECOND: String(LIMITS.chat),
    TELEGRAM_GROUP_PER_MINUTE: String(LIMITS.group),
  }, { clock: () => now });
  const driver = await product.signIn(DRIVER);
  const { data } = (await driver.get("/api/cargos?mode=all&limit=14")).json;
  await Promise.all(
    data.map(({ id }: { id: string }) => driver.post(`/api/cargos/${id}/responses`, FORM)),
  );

  let seconds = 1;
  /** What has left by now, once it is so much. */
  const left = async (holds: (chats: readonly string[]) => boolean): Promise<readonly string[]> => {
    const chats = await eventually(() => sendings(product), holds);
    assert.ok(chats.length <= LIMITS.all * seconds, `${chats.length} in ${seconds} s`);
    for (const chat of [DISPATCH_CHAT, DRIVER]) {
      assert.ok(
        count(chats, chat) <= LIMITS.chat * seconds,
        `${count(chats, chat)} to ${chat} in ${seconds} s`,
      );
    }
    assert.ok(count(chats, DISPATCH_CHAT) <= LIMITS.group, "in less than a minute");
    return chats;
  };
  // Both chats have enough to be told that every second is full.
  while (seconds < 4) {
    await left((chats) => chats.length >= LIMITS.all * seconds);
    now += SECOND;
    seconds++;
  }
  // The group has had its minute's worth then, and the driver alone goes on.
  let told = 0;
  while ((await product.messages(DRIVER)).length < data.length) {
    told = count(await left((chats) => count(chats, DRIVER) > told), DRIVER);
    now += SECOND;
    seconds++;
  }
  await left(() => true);
});

/** The chats of all calls so far that count against the limits. */
async function sendings({ telegram }: Product): Promise<string[]> {
  return (await callsTo(telegram)).filter(({ path }) => /sendMessage|editMessageText/.test(path))
    .map(({ note }) => String(note.chat_id));
}

const count = (chats: readonly string[], chat: number) =>
  chats.filter((each) => each === String(chat)).length;
