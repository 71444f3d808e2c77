// .env.example names every setting there is, with the default it really has.
import assert from "node:assert/strict";
import { parseConfig } from "../../infra/config.ts";
import { document } from "./markdown.ts";

const lines = document(".env.example").split("\n");
const settings = new Map(
  lines.flatMap((line) => {
    const [, name, value] = /^#?([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, value!]];
  }),
);

const key = btoa("k".repeat(32));
const required = {
  SECRET_KEY: key,
  ENCRYPTION_KEYS: key,
  TELEGRAM_BOT_TOKEN: "1:a",
  TELEGRAM_BOT_USERNAME: "bot",
  DISPATCH_CHAT_ID: "-1",
  CARGOTECH_PHONE: "1",
  CARGOTECH_PASSWORD: "p",
};

Deno.test("every setting is in .env.example once, and nothing else is", () => {
  const schema = /const Environment = z\.object\(\{\n(.*?)\n\}\);/s.exec(document("infra/config.ts"))?.[1] ??
    "";
  const names = [...schema.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name!);
  assert.ok(names.length > 0);
  assert.deepEqual([...settings.keys()].sort(), names.sort());
  assert.equal(lines.filter((line) => /^#?[A-Z][A-Z0-9_]*=/.test(line)).length, names.length);
});

Deno.test("what is not commented out is what a start requires", () => {
  const uncommented = lines.filter((line) => /^[A-Z]/.test(line)).map((line) => line.split("=")[0]!);
  assert.deepEqual(uncommented.sort(), Object.keys(required).sort());
  for (const name of uncommented) {
    assert.throws(() => parseConfig({ ...required, [name]: "" }), new RegExp(`${name}: is required`));
  }
});

Deno.test("the defaults shown are the defaults", () => {
  const shown = Object.fromEntries([...settings].filter(([, value]) => value !== ""));
  assert.ok(Object.keys(shown).length > 10);
  assert.deepEqual(parseConfig({ ...shown, ...required }), parseConfig(required));
});

Deno.test("a default that is left blank is none", () => {
  const blank = [...settings].filter(([name, value]) => value === "" && !(name in required)).map(([name]) =>
    name
  );
  const config = parseConfig(required) as unknown as Record<string, unknown>;
  const derived = new Set(["BASE_URL", "TELEGRAM_MODE", "TELEGRAM_WEBHOOK_SECRET"]);
  for (const name of blank.filter((name) => !derived.has(name))) {
    assert.deepEqual(config[name] ?? [], [], name);
  }
});
