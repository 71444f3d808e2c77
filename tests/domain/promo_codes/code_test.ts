// How promo codes are written: one spelling of whatever is typed, and new ones nobody guesses.
import assert from "node:assert/strict";
import {
  ALPHABET,
  codeFrom,
  GENERATED_BYTES,
  normaliseCode,
  PromoCode,
} from "../../../domain/promo_codes/code.ts";

Deno.test("a code is one however it is typed", () => {
  for (const typed of ["vesna2026", " VESNA 2026 ", "vesna-2026", "ＶＥＳＮＡ２０２６", "Ves\u00adna–2026"]) {
    assert.equal(normaliseCode(typed), "VESNA2026", typed);
  }
});

Deno.test("staff makes no code of letters that look like others", () => {
  for (const typed of ["ВЕСНА2026", "VЕSNA2026", "abc", "A".repeat(33), "VESNA!"]) {
    assert.equal(PromoCode.safeParse(typed).success, false, typed);
  }
});

Deno.test("a made-up code has ten of 32 letters, each as likely as any other", () => {
  assert.equal(new Set(ALPHABET).size, 32);
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const counts = new Map<string, number>();
  for (const byte of all) {
    const letter = codeFrom(new Uint8Array(GENERATED_BYTES).fill(byte))[0]!;
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  assert.deepEqual([...counts.values()], Array(32).fill(8));
  assert.throws(() => codeFrom(new Uint8Array(3)), /10 are needed/);
});
