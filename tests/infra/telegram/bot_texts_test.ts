// What the bot says stays within Telegram's limits, whatever people and the exchange put into it.
import assert from "node:assert/strict";
import { dispatcherText } from "../../../texts/bot.ts";
import { callToast, footText, notesText, tooLateToast } from "../../../texts/bot_dispatch.ts";
import { noteText } from "../../../texts/bot_driver.ts";

const long = (length: number) => "<&>".repeat(length).slice(0, length);
const at = "2026-03-03T11:00:00.000Z";
const cargo = {
  from: long(500),
  to: long(500),
  distanceKm: 123_456,
  loadingDate: "2026-03-05",
  weightKg: 20_000,
  volumeM3: 83,
  price: { minor: 99_999_999, currency: "RUB" },
  truckTypes: Array.from({ length: 40 }, () => long(40)),
} as const;

/** Characters Telegram counts: what is left of the HTML. */
const shown = (html: string) =>
  html.replaceAll(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")
    .length;

Deno.test("the longest message to dispatchers and the longest note fit into a message", () => {
  const person = { name: long(300), phone: "+79123456789", comment: long(3000) };
  const response = { driverId: 700_000_101, cargoId: "6236980507", cargo, ...person };
  const notes = Array.from({ length: 20 }, () => ({ at, text: long(1000), actor: { name: long(300) } }));
  const url = `https://app.example/${"x".repeat(200)}`;
  const whole = [dispatcherText(response), notesText(notes), footText(url)].join("\n\n");
  assert.ok(shown(whole) <= 4096, String(shown(whole)));
  assert.ok(shown(noteText(long(1000), long(300), cargo)) <= 4096);
});

Deno.test("toasts are at most 200 characters", () => {
  assert.ok(callToast(long(80), "+79123456789").length <= 200);
  assert.ok(tooLateToast("withdrawn", { at, who: long(500) }).length <= 200);
});

Deno.test("somebody who was forgotten has neither a number nor words", () => {
  assert.equal(callToast("", ""), "Водитель удалил свои данные.");
  assert.equal(notesText([{ at, text: "" }]), "");
});
