// What a driver types, checked once for every door: codes of field errors, phones in E.164, ids that are ours.
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  parseResponseId,
  RatingForm,
  RespondForm,
  responseRef,
  responseStream,
} from "../../../domain/responses/commands.ts";
import { normalisePhone } from "../../../domain/shared/phone.ts";
import { kopecks } from "../../../domain/shared/money.ts";
import { fieldErrors } from "../../../texts/ru.ts";

const good = { phone: "+79123456789", name: "Иван" };

function problems(schema: typeof RespondForm | typeof RatingForm, value: unknown): string[] {
  const parsed = schema.safeParse(value);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

Deno.test("Russian numbers are one number however they are typed", () => {
  const ways = [
    "+7 912 345-67-89",
    "8 (912) 345-67-89",
    "89123456789",
    "7 912 345 67 89",
    "9123456789",
    "+7.912.345.67.89",
    "8\u00a0912\u00a0345-67-89",
  ];
  assert.deepEqual([...new Set(ways.map(normalisePhone))], ["+79123456789"]);
});

Deno.test("numbers of other countries keep their code", () => {
  assert.equal(normalisePhone("+375 29 123-45-67"), "+375291234567");
  assert.equal(normalisePhone("+49 30 901820"), "+4930901820");
});

Deno.test("what is no phone number is refused", () => {
  for (const typed of ["", "12", "0123456789", "+0123456789", "+1234567", "позвоните", "+7912345678a"]) {
    assert.equal(normalisePhone(typed), null, typed);
  }
});

Deno.test("a normalised phone is E.164 and normalises to itself", () => {
  fc.assert(fc.property(fc.stringMatching(/^\+?[0-9 ()\-.]{5,20}$/), (typed) => {
    const phone = normalisePhone(typed);
    if (phone === null) return;
    assert.match(phone, /^\+[1-9]\d{7,14}$/);
    assert.equal(normalisePhone(phone), phone);
  }));
});

Deno.test("an answer needs a phone and a name; each wrong field is named with a code", () => {
  assert.deepEqual(problems(RespondForm, good), []);
  assert.deepEqual(problems(RespondForm, {}), ["phone: invalid_phone", "name: invalid_name"]);
  assert.deepEqual(problems(RespondForm, { phone: 89123456789, name: " И " }), [
    "phone: invalid_phone",
    "name: invalid_name",
  ]);
  assert.deepEqual(problems(RespondForm, { ...good, phone: "8".repeat(33) }), ["phone: invalid_phone"]);
  assert.deepEqual(problems(RespondForm, { ...good, name: "я".repeat(81) }), ["name: invalid_name"]);
  assert.deepEqual(problems(RespondForm, { ...good, comment: "я".repeat(501) }), [
    "comment: invalid_comment",
  ]);
});

Deno.test("an offered price is 1 to 999,999 roubles, and only roubles", () => {
  const offer = (offeredPrice: unknown) => problems(RespondForm, { ...good, offeredPrice });
  assert.deepEqual([kopecks(100), kopecks(99_999_900)].flatMap(offer), []);
  for (const minor of [99, 99_999_901, 150.5, NaN, "100"]) {
    assert.deepEqual(offer({ minor, currency: "RUB" }), ["offeredPrice.minor: invalid_price"]);
  }
  assert.deepEqual(offer({ minor: 100, currency: "XTR" }), ["offeredPrice.currency: invalid_price"]);
  assert.deepEqual(offer(100), ["offeredPrice: invalid_price"]);
});

Deno.test("a rating is 1 to 5 whole stars", () => {
  assert.deepEqual([1, 5].map((stars) => problems(RatingForm, { stars })), [[], []]);
  for (const stars of [0, 6, 2.5, "5", undefined]) {
    assert.deepEqual(problems(RatingForm, { stars }), ["stars: invalid_stars"]);
  }
});

Deno.test("every code of a form has its Russian sentence", () => {
  const codes = [
    ...problems(RespondForm, { comment: 1 }),
    ...problems(RatingForm, { stars: 0, comment: 1 }),
  ].map((problem) => problem.split(": ")[1]!);
  for (const code of codes) assert.ok(code in fieldErrors, code);
});

Deno.test("an id names its driver and load, and nothing else is an id", () => {
  const ref = responseRef(700_000_101, "6236980507");
  assert.equal(ref.responseId, "700000101-6236980507");
  assert.equal(responseStream(ref), "response-700000101-6236980507");
  assert.deepEqual(parseResponseId(ref.responseId), ref);
  for (const id of ["", "1", "-1", "1-", "a-1", "1-1-1", "1-../x", "1-1\n", `1-${"x".repeat(33)}`]) {
    assert.equal(parseResponseId(id), null, id);
  }
});
