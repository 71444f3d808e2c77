// What the bot says of new loads: short enough for Telegram whatever the exchange and the driver wrote, never markup of theirs.
import assert from "node:assert/strict";
import { backhaulText, loadAlert, loadsDigest, morningLoads, repricedText } from "../../texts/alerts.ts";
import { cargo } from "../domain/responses/story.ts";

const MOST = 4096;
const evil = "<b>&".repeat(2_000);
const worst = { ...cargo, from: evil, to: evil, loadingDate: evil, truckTypes: [evil] };
const many = Array.from({ length: 20 }, () => worst);
const roubles = (minor: number) => ({ minor, currency: "RUB" as const });

Deno.test("no message is longer than Telegram takes, and no word becomes markup", () => {
  const texts = [
    loadAlert(evil, worst),
    loadsDigest({ name: evil, cargos: many, more: 1_000_000 }, true, 50),
    morningLoads(Array.from({ length: 20 }, () => ({ name: evil, cargos: many, more: 5 }))),
    backhaulText(many),
    repricedText(roubles(1), roubles(99_999_999_999), worst),
  ];
  for (const text of texts) {
    // What counts are characters after the entities are read (Bot API, "sendMessage").
    const read = text.replace(/&(lt|gt|amp);/g, "_").replace(/<\/?b>/g, "");
    assert.ok(read.length <= MOST, `${read.length}: ${text.slice(0, 60)}`);
    assert.doesNotMatch(read, /<|&/);
  }
});

Deno.test("a digest counts everything, names ten and says how many more there are", () => {
  const text = loadsDigest({ name: "Казань", cargos: Array(12).fill(cargo), more: 3 }, false, 50);
  assert.match(text, /^🔔 Новые грузы по поиску «Казань»: 15\n/);
  assert.equal(text.match(/^• /gm)?.length, 10);
  assert.match(text, /…и ещё 5$/);
});

Deno.test("a load in a digest has its price, what a kilometre pays, and its date", () => {
  const text = loadsDigest({ name: "Казань", cargos: [cargo], more: 0 }, false, 50).replaceAll(/\s/g, " ");
  assert.match(text, /• Челябинск → Москва · 330 000 ₽ \(164,3 ₽\/км\) · 5 мар$/);
});

Deno.test("the last message of a day says that it is", () => {
  const found = { name: "Казань", cargos: [cargo], more: 0 };
  assert.match(loadsDigest(found, true, 50), /Больше 50 сообщений в день не присылаем/);
  assert.doesNotMatch(loadsDigest(found, false, 50), /в день/);
});

Deno.test("the morning has every search under its name", () => {
  const text = morningLoads([
    { name: "Казань", cargos: [cargo], more: 0 },
    { name: "Дорогие", cargos: [cargo, cargo], more: 4 },
  ]);
  assert.match(text, /появились новые грузы: 7\n[^]*<b>Казань<\/b>\n• [^]*<b>Дорогие<\/b>\n• /);
});

Deno.test("a changed price says which way it went", () => {
  assert.match(repricedText(roubles(9_000_000), roubles(9_500_000), cargo), /^📈 Цена выросла: было 90/);
  assert.match(repricedText(roubles(9_000_000), roubles(8_500_000), cargo), /^📉 Цена снизилась: было 90/);
});
