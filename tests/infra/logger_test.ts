// Log lines: one JSON object each, from a level up, with no secret in any field.
import assert from "node:assert/strict";
import { createLogger, type LogLevel } from "../../infra/logger.ts";
import { createRedactor } from "../../infra/redact.ts";

const NOW = Date.parse("2026-03-03T11:00:00.000Z");

function logTo(options: { level?: LogLevel; secrets?: string[] } = {}) {
  const lines: string[] = [];
  const logger = createLogger({
    level: options.level ?? "debug",
    hide: createRedactor(options.secrets ?? []).hide,
    clock: () => NOW,
    write: (line) => lines.push(line),
  });
  return { logger, lines };
}

Deno.test("a line is one JSON object with time, level, message and fields", () => {
  const { logger, lines } = logTo();
  logger.info("a thing\nhappened", { requestId: "r1", count: 2 });
  assert.equal(lines.length, 1);
  assert.equal(lines[0]!.includes("\n"), false);
  assert.deepEqual(JSON.parse(lines[0]!), {
    time: "2026-03-03T11:00:00.000Z",
    level: "info",
    message: "a thing\nhappened",
    requestId: "r1",
    count: 2,
  });
});

Deno.test("what is below the level is not written", () => {
  const { logger, lines } = logTo({ level: "warn" });
  logger.debug("no");
  logger.info("no");
  logger.warn("yes");
  logger.error("yes");
  assert.deepEqual(lines.map((line) => JSON.parse(line).message), ["yes", "yes"]);
});

Deno.test("errors are shown with message, place and cause", () => {
  const { logger, lines } = logTo();
  logger.error("failed", { error: new TypeError("outer", { cause: new Error("inner") }) });
  const { error } = JSON.parse(lines[0]!);
  assert.deepEqual([error.name, error.message, error.cause.message], ["TypeError", "outer", "inner"]);
  assert.match(error.stack[0], /^at .*logger_test\.ts/);
});

Deno.test("a secret is cut out of messages, fields, errors, causes and addresses, however it is written", () => {
  const secrets = ['pa"ss\\word', "7000:token", "+7 900 111", "ключ-длинный"];
  const { logger, lines } = logTo({ secrets });
  logger.info(`with ${secrets[0]}`, { [`key ${secrets[1]}`]: [{ deep: secrets[2] }] });
  logger.error("failed", {
    error: new Error(`at http://x/bot${secrets[1]}/getMe`, { cause: new Error(secrets[3]) }),
    url: `http://x/?phone=${encodeURIComponent(secrets[2]!)}&key=${encodeURIComponent(secrets[3]!)}`,
    form: new URLSearchParams({ phone: secrets[2]! }).toString(),
  });
  const written = lines.join("\n");
  for (const secret of secrets) {
    for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]) {
      assert.equal(written.includes(form), false, form);
    }
  }
  assert.equal(written.includes("%2B7+900+111"), false);
  for (const line of lines) JSON.parse(line);
});

Deno.test("a secret inside a longer one does not save the rest of it", () => {
  const { logger, lines } = logTo({ secrets: ["12345", "12345:secret-part"] });
  logger.info("token 12345:secret-part");
  assert.doesNotMatch(lines[0]!, /secret-part/);
});
