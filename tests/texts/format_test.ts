// Money, dates and sizes as drivers read them. "_" stands for a non-breaking space.
import assert from "node:assert/strict";
import {
  formatAge,
  formatDatedMoment,
  formatDistance,
  formatMoment,
  formatMoney,
  formatPerKm,
  formatPhone,
  formatWallClock,
  formatWeightVolume,
  formatWindow,
  roublesTyped,
  speakMoney,
  speakPerKm,
} from "../../texts/format.ts";
import { paging } from "../../texts/list.ts";
import { plural } from "../../texts/plural.ts";

const rub = (minor: number) => ({ minor, currency: "RUB" as const });
const spaces = (text: string) => text.replaceAll("\u00a0", "_");

Deno.test("counts are grouped like sums, with their noun in its case", () => {
  assert.equal(spaces(plural(4_201, "груз", "груза", "грузов")), "4_201_груз");
  assert.equal(spaces(plural(12, "груз", "груза", "грузов")), "12_грузов");
  assert.equal(spaces(paging.shown(20, 4_200)), "Показано 20 из 4_200");
});

Deno.test("roubles are grouped, and kopecks are shown only when there are some", () => {
  assert.equal(spaces(formatMoney(rub(3_500_000))), "35_000_₽");
  assert.equal(spaces(formatMoney(rub(99_050))), "990,50_₽");
  assert.equal(spaces(formatMoney(rub(0))), "0_₽");
  assert.equal(spaces(formatMoney(rub(99_999_900))), "999_999_₽");
});

Deno.test("Stars have no minor units", () => {
  assert.equal(spaces(formatMoney({ minor: 250, currency: "XTR" })), "250_★");
});

Deno.test("a rate is roubles a kilometre to a tenth", () => {
  assert.equal(spaces(formatPerKm(rub(17_554))), "175,5_₽/км");
  assert.equal(spaces(formatPerKm(rub(6_000))), "60_₽/км");
});

Deno.test("kilometres are whole", () => {
  assert.equal(spaces(formatDistance(1450.4)), "1_450_км");
});

Deno.test("weight and volume stand together, and alone when the other is unknown", () => {
  assert.equal(spaces(formatWeightVolume(20_000, 83)), "20_т / 83_м³");
  assert.equal(spaces(formatWeightVolume(1_500)), "1,5_т");
  assert.equal(spaces(formatWeightVolume(undefined, 9.25)), "9,3_м³");
  assert.equal(formatWeightVolume(), "");
});

Deno.test("dates of loads are shown as CargoTech gives them, whatever the clock of the server", () => {
  assert.equal(spaces(formatWallClock("2026-03-03")), "3_мар");
  assert.equal(spaces(formatWallClock("2026-12-31T23:30")), "31_дек 23:30");
  assert.equal(spaces(formatWallClock("2026-05-01T00:00:00")), "1_мая");
  assert.equal(formatWallClock("завтра"), "завтра");
});

Deno.test("a window of days names the month once when it can", () => {
  assert.equal(spaces(formatWindow("2026-03-03")), "3_мар");
  assert.equal(spaces(formatWindow("2026-03-03", "2026-03-03")), "3_мар");
  assert.equal(spaces(formatWindow("2026-03-03", "2026-03-05")), "3–5_мар");
  assert.equal(spaces(formatWindow("2026-03-30", "2026-04-02")), "30_мар – 2_апр");
  assert.equal(spaces(formatWindow("2026-03-03T08:00", "2026-03-05T18:00")), "3_мар 08:00 – 5_мар 18:00");
});

Deno.test("moments are Moscow time, also across midnight", () => {
  assert.equal(spaces(formatMoment("2026-03-03T11:03:00.000Z")), "3 мар, 14:03");
  assert.equal(spaces(formatMoment("2026-03-03T22:30:00.000Z")), "4 мар, 01:30");
  assert.equal(spaces(formatMoment("2026-11-21T13:14:00.000Z")), "21 ноя, 16:14");
});

Deno.test("the end of what was bought says which year it is in, by Moscow's calendar", () => {
  assert.equal(spaces(formatDatedMoment("2027-11-21T13:14:00.000Z")), "21 ноя 2027, 16:14");
  assert.equal(spaces(formatDatedMoment("2026-12-31T21:30:00.000Z")), "1 янв 2027, 00:30");
});

Deno.test("ages grow from a moment to days", () => {
  const now = Date.parse("2026-03-03T12:00:00.000Z");
  const age = (ms: number) => spaces(formatAge(new Date(now - ms).toISOString(), now));
  const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
  assert.deepEqual([0, MINUTE - 1, 4 * MINUTE, HOUR - 1, 2 * HOUR, 2 * DAY - 1, 3 * DAY].map(age), [
    "только что",
    "только что",
    "4_мин назад",
    "59_мин назад",
    "2_ч назад",
    "47_ч назад",
    "3_дн назад",
  ]);
  assert.equal(age(-5 * MINUTE), "только что", "clocks that differ do not show the future");
});

Deno.test("Russian phones are grouped, others are left as they are", () => {
  assert.equal(spaces(formatPhone("+79123456789")), "+7_912_345-67-89");
  assert.equal(formatPhone("+375291234567"), "+375291234567");
});

Deno.test("kopecks become roubles as one types them", () => {
  assert.deepEqual([rub(14_500_000), rub(99_050), rub(100)].map(roublesTyped), ["145000", "990,50", "1"]);
});

Deno.test("money for ears is in words and in the right case", () => {
  assert.equal(spaces(speakMoney(rub(14_500_000))), "145_000 рублей");
  assert.equal(spaces(speakMoney(rub(100))), "1 рубль");
  assert.equal(spaces(speakMoney(rub(200))), "2 рубля");
  assert.equal(spaces(speakMoney({ minor: 350, currency: "XTR" })), "350_звёзд");
  assert.equal(spaces(speakPerKm(rub(6_240))), "62,4 рубля за километр");
});
