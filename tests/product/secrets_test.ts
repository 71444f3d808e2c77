// Secrets and personal data stay where they belong: through a whole day of work and its mishaps, none of them reaches a
// log line, an event, a page, an error or a byte of the store.
import assert from "node:assert/strict";
import { createKeyring } from "../../infra/crypto/keyring.ts";
import { createSecretStore } from "../../infra/crypto/secrets.ts";
import { findInText, findNeedles, type Needle } from "../support/needles.ts";
import { SECRETS } from "../support/product.ts";
import { startSandboxes } from "../support/sandboxes.ts";
import {
  darkDay,
  FORM,
  PERSON,
  type Running,
  SEARCH,
  WORDS,
  workingDay,
  WRONG_PASSWORD,
} from "../support/working_day.ts";

Deno.test("no secret and nothing personal is in any log line, event, page, error or byte of the store", async () => {
  await using outside = await startSandboxes();
  const keys = { signing: randomKey(), encryption: randomKey(), older: randomKey() };
  const webhookSecret = "hook_0123456789_abcdefgh";
  const environment = {
    SECRET_KEY: keys.signing.toBase64(),
    ENCRYPTION_KEYS: `${keys.encryption.toBase64()},${keys.older.toBase64()}`,
    TELEGRAM_MODE: "webhook",
    TELEGRAM_WEBHOOK_SECRET: webhookSecret,
    LOG_LEVEL: "debug",
  };
  const seen: string[] = [];
  const sessions: string[] = [];

  const sound = await outside.launch(environment);
  await workingDay(outside, sound, { seen, sessions, webhookSecret });
  const token = await tokenOf(sound);
  const events = JSON.stringify(await rawEvents(sound));
  const files = await storeFiles(outside.folder, "while it runs");
  await sound.stop("a test");

  await darkDay(outside, environment, { seen, sessions });
  files.push(...await storeFiles(outside.folder, "after the stop"));

  const secrets: Needle[] = [
    { name: "CargoTech password", value: SECRETS.password },
    { name: "wrong CargoTech password", value: WRONG_PASSWORD },
    { name: "CargoTech phone", value: SECRETS.phone },
    { name: "digits of the CargoTech phone", value: SECRETS.phone.replace(/\D/g, "") },
    { name: "CargoTech token", value: token },
    { name: "secret part of the CargoTech token", value: token.split("|")[1]! },
    { name: "bot token", value: SECRETS.botToken },
    { name: "secret part of the bot token", value: SECRETS.botToken.split(":")[1]! },
    { name: "webhook secret", value: webhookSecret },
    ...Object.entries(keys).map(([name, value]) => ({ name: `${name} key`, value })),
  ];
  const personal: Needle[] = [
    { name: "phone", value: FORM.phone },
    { name: "digits of the phone", value: FORM.phone.slice(2) },
    { name: "name", value: FORM.name },
    { name: "comment", value: FORM.comment },
    { name: "first name", value: PERSON.first_name },
    { name: "last name", value: PERSON.last_name },
    { name: "username", value: PERSON.username },
    { name: "words to the bot", value: WORDS },
    { name: "name of a saved search", value: SEARCH },
  ];
  const tokens = sessions.map((value, index) => ({ name: `session token or initData ${index + 1}`, value }));

  assert.ok(outside.logs.length > 30, "the log was looked at");
  assert.deepEqual(findInText(outside.logs.join("\n"), [...secrets, ...personal, ...tokens]), [], "log");
  assert.deepEqual(findInText(events, [...secrets, ...personal, ...tokens]), [], "events");
  assert.ok(seen.length > 15, "pages and errors were looked at");
  assert.deepEqual(findInText(seen.join("\n"), secrets), [], "pages and errors");

  for (const { name, bytes } of files) {
    assert.deepEqual(findNeedles(bytes, [...secrets, ...personal, ...tokens]), [], name);
  }
  const names = files.map(({ name }) => name);
  assert.ok(
    names.includes("store.kv-wal while it runs") && names.includes("store.kv after the stop"),
    names.join(),
  );
  const clear = { name: "what is no secret", value: "CargoResponded" };
  assert.ok(files.some(({ bytes }) => findNeedles(bytes, [clear]).length > 0), "the store was looked at");
});

Deno.test("the search finds what is there, in each form", () => {
  const needle = { name: "n", value: "Секрет-42" };
  const utf8 = new TextEncoder().encode(needle.value);
  const base64 = new TextEncoder().encode(`xx${Uint8Array.of(7, ...utf8, 9).toBase64()}`);
  const wide = new Uint8Array(Uint16Array.from(needle.value, (char) => char.charCodeAt(0)).buffer);
  for (const hay of [utf8, base64, wide]) {
    assert.equal(findNeedles(Uint8Array.of(1, ...hay, 2), [needle]).length > 0, true);
  }
  assert.deepEqual(findNeedles(new TextEncoder().encode("nothing of it"), [needle]), []);
});

/** The CargoTech token as the product keeps it. */
async function tokenOf({ world: { kv, config } }: Running): Promise<string> {
  const secrets = createSecretStore({
    kv,
    keyring: createKeyring(config.ENCRYPTION_KEYS),
    random: Math.random,
  });
  return JSON.parse((await secrets.get("cargotech-token"))!).value;
}

/** Events as they are stored: what is sealed stays sealed. */
function rawEvents({ world }: Running) {
  return Array.fromAsync(world.log.readAll({ after: 0 }));
}

/** Every file of the store, byte by byte: kv, -wal, -shm. */
async function storeFiles(folder: string, when: string): Promise<{ name: string; bytes: Uint8Array }[]> {
  const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  return await Promise.all(
    names.map(async (name) => ({ name: `${name} ${when}`, bytes: await Deno.readFile(`${folder}/${name}`) })),
  );
}

function randomKey(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(32));
}
