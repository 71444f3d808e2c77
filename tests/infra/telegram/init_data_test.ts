// initData against the conformance vectors, and against everything a forger or an old client may send (contract 1.1).
import assert from "node:assert/strict";
import { isValid } from "@telegram-apps/init-data-node";
import fc from "fast-check";
import { MAX_INIT_DATA } from "../../../domain/sessions/ports.ts";
import { initDataKey, validateInitData } from "../../../infra/telegram/init_data.ts";
import {
  encodePairs,
  hashOf,
  loginWidgetKey,
  type Pair,
  signPairs,
  swappedKey,
  webAppKey,
} from "../../support/init_data_signer.ts";
import vectors from "../../fixtures/init_data.json" with { type: "json" };

interface Vector {
  readonly name: string;
  readonly initData: string;
  readonly secretKeyHex?: string;
  readonly libHmacValid?: boolean;
  readonly expect: {
    readonly valid: boolean;
    readonly error?: string;
    readonly authResult?: string;
    readonly now?: number;
    readonly maxAge?: number;
    readonly userId?: number;
    readonly firstName?: string;
    readonly startParam?: string;
  };
}

const TOKEN = vectors.defaultToken;
const KEY = initDataKey(TOKEN);
const NOW = vectors.defaultNow;
const MAX_AGE = vectors.defaultMaxAge;
const USER = { id: 100500, first_name: "Иван" };

const generated = vectors.generated as readonly Vector[];
const official = vectors.official.filter((vector) => "initData" in vector) as unknown as readonly Vector[];

/** Rightly signed, but for a bot: the library checks the signature only, we let no bot in. */
const BOT_SIGNED = new Set(["lib-test-sign"]);

const check = (initData: string, { key = KEY, now = NOW, maxAgeSeconds = MAX_AGE } = {}) =>
  validateInitData(initData, { key, now, maxAgeSeconds });
const pairs = (...more: Pair[]): Pair[] => [
  ["user", JSON.stringify(USER)],
  ["auth_date", String(NOW)],
  ...more,
];
const withUser = (user: unknown) =>
  signPairs(KEY, [["user", typeof user === "string" ? user : JSON.stringify(user)], [
    "auth_date",
    String(NOW),
  ]]);
const withDate = (authDate: string | null) =>
  signPairs(KEY, [
    ["user", JSON.stringify(USER)],
    ...(authDate === null ? [] : [["auth_date", authDate] as Pair]),
  ]);
const accepts = (initData: string) => {
  const checked = check(initData);
  return "ok" in checked ? checked.ok : assert.fail(`${checked.error}: ${initData}`);
};
const refuses = (initData: string, error: string, at: { now?: number; maxAgeSeconds?: number } = {}) =>
  assert.deepEqual(check(initData, at), { error }, initData.slice(0, 300));

for (const { name, initData, secretKeyHex, expect } of [...official, ...generated]) {
  const welcome = expect.valid && !expect.authResult && !BOT_SIGNED.has(name);
  Deno.test(`vector ${name} is ${welcome ? "accepted" : "refused"}`, () => {
    const key = secretKeyHex ? Uint8Array.fromHex(secretKeyHex) : KEY;
    // The official strings are years old: they prove the signature, at their own time.
    const own = Number(new URLSearchParams(initData).get("auth_date"));
    const now = expect.now ?? (secretKeyHex ? own : NOW);
    const checked = validateInitData(initData, { key, now, maxAgeSeconds: expect.maxAge ?? MAX_AGE });
    if (!expect.valid) return assert.deepEqual(checked, { error: expect.error });
    if (BOT_SIGNED.has(name)) return assert.deepEqual(checked, { error: "bad_user" });
    if (expect.authResult) return assert.deepEqual(checked, { error: "no_user" });
    assert.ok("ok" in checked, JSON.stringify(checked));
    if (expect.userId) assert.equal(checked.ok.user.id, expect.userId);
    if (expect.firstName) assert.equal(checked.ok.user.firstName, expect.firstName);
    if (expect.startParam) assert.equal(checked.ok.startParam, expect.startParam);
  });
}

Deno.test("the key of a bot is HMAC-SHA256 of its token under WebAppData", () => {
  const { tokenOnly, secretKeyHex } = vectors.official.find(({ name }) => name === "hash-token")!;
  assert.equal(new Uint8Array(initDataKey(tokenOnly!)).toHex(), secretKeyHex);
});

Deno.test("the real string of 2024 is signed over its signature field too", () => {
  const { initData, secretKeyHex } = official.find(({ name }) => name === "official-lib-real-2024")!;
  const without = new URLSearchParams(initData);
  const now = Number(without.get("auth_date"));
  without.delete("signature");
  const key = Uint8Array.fromHex(secretKeyHex!);
  assert.deepEqual(check(without.toString(), { key, now }), { error: "bad_hash" });
});

Deno.test("the library agrees on every vector it is right about", () => {
  // It compares with its own clock and knows neither duplicate keys nor junk in auth_date nor a future.
  for (const { name, initData, libHmacValid } of generated) {
    if (libHmacValid === undefined) continue;
    assert.equal(isValid(initData, TOKEN, { expiresIn: 0 }), libHmacValid, name);
    const ours = check(initData, { maxAgeSeconds: 1e9 });
    const signed = !("error" in ours) || (ours.error !== "bad_hash" && ours.error !== "duplicate_key");
    if (name !== "duplicate-user") assert.equal(signed, libHmacValid, name);
  }
});

Deno.test("what Telegram may send is accepted", () => {
  accepts(signPairs(KEY, pairs(["signature", "c2lnbmF0dXJl"], ["query_id", "AAH1"])));
  accepts(signPairs(KEY, pairs(["start_param", "cargo_8f3a-42"])));
  accepts(signPairs(KEY, pairs(["chat_join_request_query_id", "1"], ["a_field_of_tomorrow", ""])));
  accepts(signPairs(KEY, pairs(["receiver", '{"id":1}'], ["chat", '{"id":2}'], ["can_send_after", "10000"])));
  accepts("?" + signPairs(KEY, pairs()));
  accepts(signPairs(KEY, pairs()).split("&").reverse().join("&"));
  accepts(signPairs(KEY, pairs()).replaceAll("%20", "+"));
  assert.equal(accepts(withUser({ ...USER, id: 2 ** 52 - 1 })).user.id, 2 ** 52 - 1);
  assert.equal(accepts(withUser({ ...USER, first_name: "🚚 & + % = \n" })).user.firstName, "🚚 & + % = \n");
  const photo = String.raw`{"id":7,"first_name":"A","photo_url":"https:\/\/t.me\/i\/userpic\/320\/a.svg"}`;
  assert.equal(accepts(withUser(photo)).user.id, 7);
  assert.deepEqual(
    accepts(withUser({ ...USER, username: "ivan", language_code: "ru", is_bot: false })).user,
    {
      id: USER.id,
      firstName: USER.first_name,
      username: "ivan",
      languageCode: "ru",
    },
  );
});

Deno.test("a hash of the wrong form, key or scope is refused", () => {
  const signed = signPairs(KEY, pairs(["signature", "abc"]));
  const hash = new URLSearchParams(signed).get("hash")!;
  refuses(encodePairs(pairs()), "missing_hash");
  refuses("", "missing_hash");
  refuses(signed.replace(hash, ""), "bad_hash");
  refuses(signed.replace(hash, hash.slice(0, 63)), "bad_hash");
  refuses(signed.replace(hash, hash + "0"), "bad_hash");
  refuses(signed.replace(hash, hash.toUpperCase()), "bad_hash");
  refuses(signed + "&start_param=admin", "bad_hash");
  refuses(encodePairs([...pairs(["signature", "abc"]), ["hash", hashOf(KEY, pairs())]]), "bad_hash");
  refuses(signPairs(webAppKey("7700000002:another-bot"), pairs()), "bad_hash");
  refuses(signPairs(loginWidgetKey(TOKEN), pairs()), "bad_hash");
  refuses(signPairs(swappedKey(TOKEN), pairs()), "bad_hash");
  refuses(encodeURIComponent(signed), "missing_hash");
  const twice = encodePairs(
    [...pairs(), ["hash", hashOf(KEY, pairs())]].map(([name, value]) =>
      [name!, encodeURIComponent(value!)] as const
    ),
  );
  refuses(twice, "bad_hash");
});

Deno.test("a repeated key is refused even when the signature covers both", () => {
  refuses(signPairs(KEY, pairs(["user", '{"id":1,"first_name":"B"}'])), "duplicate_key");
  refuses(signPairs(KEY, pairs(["auth_date", String(NOW)])), "duplicate_key");
  refuses(signPairs(KEY, pairs()) + "&hash=" + "0".repeat(64), "duplicate_key");
});

Deno.test("auth_date is a plain number of seconds, at most a minute ahead and as old as asked", () => {
  for (
    const wrong of [
      null,
      "",
      "-5",
      "1790000000.5",
      "1790000000abc",
      " 1790000000",
      "0x6AB1",
      "1e9",
      "1".repeat(13),
    ]
  ) {
    refuses(withDate(wrong), "bad_auth_date");
  }
  const signed = withDate(String(NOW));
  assert.ok("ok" in check(signed, { now: NOW + 300, maxAgeSeconds: 300 }));
  refuses(signed, "expired", { now: NOW + 301, maxAgeSeconds: 300 });
  assert.ok("ok" in check(signed, { now: NOW - 60 }));
  refuses(signed, "future", { now: NOW - 61 });
});

Deno.test("initData is fresh for five minutes unless told otherwise", () => {
  const signed = withDate(String(NOW));
  assert.ok("ok" in validateInitData(signed, { key: KEY, now: NOW + 300 }));
  assert.deepEqual(validateInitData(signed, { key: KEY, now: NOW + 301 }), { error: "expired" });
});

Deno.test("only a person with an id is signed in", () => {
  refuses(signPairs(KEY, [["auth_date", String(NOW)]]), "no_user");
  const wrong = ["", "null", "[]", "7", "{", { first_name: "A" }, { ...USER, id: "100500" }, {
    ...USER,
    id: 1.5,
  }];
  for (
    const user of [...wrong, { ...USER, id: 0 }, { ...USER, id: 2 ** 52 }, { ...USER, is_bot: true }, {
      id: 7,
    }]
  ) {
    refuses(withUser(user), "bad_user");
  }
});

Deno.test("more than 8 KiB are refused before anything is computed", () => {
  const fill = MAX_INIT_DATA - signPairs(KEY, pairs(["filler", ""])).length;
  accepts(signPairs(KEY, pairs(["filler", "x".repeat(fill)])));
  refuses(signPairs(KEY, pairs(["filler", "x".repeat(fill + 1)])), "too_long");
  refuses("я".repeat(MAX_INIT_DATA / 2 + 1), "too_long");
});

Deno.test("any changed byte is refused, unless it writes the very same content", () => {
  const signed = signPairs(KEY, pairs(["query_id", "AAH"], ["start_param", "x"], ["signature", "c2ln"]));
  const content = (text: string) => JSON.stringify([...new URLSearchParams(text)].sort());
  fc.assert(
    fc.property(fc.nat(signed.length - 1), fc.integer({ min: 0, max: 255 }), (at, code) => {
      const changed = signed.slice(0, at) + String.fromCharCode(code) + signed.slice(at + 1);
      return content(changed) === content(signed) || "error" in check(changed);
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("any pairs we sign are accepted and the library agrees; under another key neither accepts them", () => {
  const name = fc.string({ minLength: 1, maxLength: 12 }).filter((text) =>
    !["hash", "user", "auth_date"].includes(text) && text.isWellFormed()
  );
  const value = fc.string({ unit: "grapheme", maxLength: 40 }).filter((text) => text.isWellFormed());
  fc.assert(
    fc.property(fc.dictionary(name, value, { maxKeys: 6, noNullPrototype: true }), (fields) => {
      // Whole lines and keys sort differently only when one key begins with another; no real field does.
      const names = [...Object.keys(fields), "user", "auth_date"];
      fc.pre(!names.some((one) => names.some((other) => one !== other && other.startsWith(one))));
      const signed = signPairs(KEY, pairs(...Object.entries(fields)));
      const foreign = signPairs(webAppKey("1:x"), pairs(...Object.entries(fields)));
      assert.ok("ok" in check(signed), signed);
      assert.deepEqual(check(foreign), { error: "bad_hash" });
      assert.deepEqual([signed, foreign].map((text) => isValid(text, TOKEN, { expiresIn: 0 })), [
        true,
        false,
      ]);
    }),
    { numRuns: 200 },
  );
});
