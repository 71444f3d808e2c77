// What the Telegram sandbox signs is what an independent validator accepts, and nothing else is.
import assert from "node:assert/strict";
import { isValid, parse } from "@telegram-apps/init-data-node";
import { signContact, signInitData } from "../../sandbox/telegram/init_data.ts";
import { DEFAULT_USERS, type Person } from "../../sandbox/telegram/users.ts";
import { BOT_TOKEN, DRIVER, withTelegram } from "./telegram_client.ts";

Deno.test("initData of a person is valid for the bot and no other", async () => {
  await withTelegram(async ({ url, control }) => {
    const user = {
      id: 9_007_199_254,
      first_name: "Ёж & + % = 🚚",
      last_name: 'О"Коннор\\',
      username: "hedgehog",
    };
    await control({ user });
    const ask = async (body: unknown) =>
      await fetch(`${url}/__control/init-data`, { method: "POST", body: JSON.stringify(body) });
    const { initData } = await (await ask({ userId: user.id, startParam: "load_6236" })).json();
    assert.equal(isValid(initData, BOT_TOKEN), true);
    assert.equal(isValid(initData, "7000000001:another"), false);
    const parsed = parse(initData);
    assert.equal(parsed.user?.first_name, user.first_name);
    assert.equal(parsed.user?.last_name, user.last_name);
    assert.equal(parsed.start_param, "load_6236");
    assert.equal((await ask({ userId: 5 })).status, 400);
  });
});

Deno.test("initData can be as old as asked", async () => {
  await withTelegram(async ({ url }) => {
    const body = JSON.stringify({ userId: DRIVER, authDate: 1_700_000_000 });
    const { initData } = await (await fetch(`${url}/__control/init-data`, { method: "POST", body })).json();
    assert.equal(parse(initData).auth_date.getTime(), 1_700_000_000_000);
    assert.equal(isValid(initData, BOT_TOKEN), false, "a day is the validator's limit");
    assert.equal(isValid(initData, BOT_TOKEN, { expiresIn: 0 }), true);
  });
});

Deno.test("a changed character makes initData and a shared contact invalid", () => {
  const driver: Person = DEFAULT_USERS[0] ?? assert.fail();
  const authDate = Math.floor(Date.now() / 1000);
  for (
    const signed of [signInitData(BOT_TOKEN, driver, { authDate }), signContact(BOT_TOKEN, driver, authDate)]
  ) {
    assert.equal(isValid(signed, BOT_TOKEN), true);
    assert.equal(isValid(signed.replace(String(driver.id), String(driver.id + 1)), BOT_TOKEN), false);
  }
});
