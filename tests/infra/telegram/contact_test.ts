// A shared phone is believed only when Telegram signed it for this bot, lately, and as a contact.
import assert from "node:assert/strict";
import { createContactChecker } from "../../../infra/telegram/check_contact.ts";
import { type Pair, signPairs, webAppKey } from "../../support/init_data_signer.ts";

const TOKEN = "7000000001:token";
const NOW = 1_772_535_600;
const DRIVER = 700_000_101;
const check = createContactChecker({ botToken: TOKEN, maxAgeSeconds: 300, clock: () => NOW * 1000 });

const contactPairs = (contact: object, authDate = NOW - 10): Pair[] => [
  ["auth_date", String(authDate)],
  ["contact", JSON.stringify(contact)],
];
const contact = { user_id: DRIVER, phone_number: "79123456789", first_name: "Иван" };
const signed = (pairs: Pair[]) => signPairs(webAppKey(TOKEN), pairs);

Deno.test("a contact Telegram signed gives the phone in E.164 and whose it is, with or without the plus", () => {
  for (const phone_number of ["79123456789", "+79123456789"]) {
    const answer = check(signed(contactPairs({ ...contact, phone_number })));
    assert.deepEqual(answer, { userId: DRIVER, phone: "+79123456789" });
  }
  const foreign = check(signed(contactPairs({ ...contact, phone_number: "375291234567" })));
  assert.deepEqual(foreign, { userId: DRIVER, phone: "+375291234567" });
});

Deno.test("what was changed, is signed by another bot, is old, from the future or no contact is not believed", () => {
  const genuine = signed(contactPairs(contact));
  const cases: Record<string, string> = {
    changed: genuine.replace("79123456789", "79990000000"),
    "another bot's": signPairs(webAppKey("1:other"), contactPairs(contact)),
    old: signed(contactPairs(contact, NOW - 301)),
    future: signed(contactPairs(contact, NOW + 61)),
    initData: signed([["auth_date", String(NOW)], ["user", JSON.stringify({ id: DRIVER })]]),
    "no JSON": signed([["auth_date", String(NOW)], ["contact", "{"]]),
    "no phone": signed(contactPairs({ user_id: DRIVER })),
    "no number": signed(contactPairs({ ...contact, phone_number: "12" })),
    twice: `${genuine}&contact=%7B%7D`,
    long: `${genuine}&x=${"x".repeat(9000)}`,
    empty: "",
  };
  for (const [name, text] of Object.entries(cases)) assert.equal(check(text), null, name);
});
