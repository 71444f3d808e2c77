// What the bot says. Whatever people type arrives as text, never as markup.
import assert from "node:assert/strict";
import {
  botTexts,
  confirmationText,
  decidedText,
  decisionText,
  dispatcherText,
  toasts,
} from "../../texts/bot.ts";
import {
  helpText,
  noSuchCommandText,
  responsesText,
  searchesText,
  startText,
} from "../../texts/bot_replies.ts";
import { escapeHtml } from "../../texts/bot_html.ts";
import { refusals } from "../../texts/ru.ts";
import { cargo } from "../domain/responses/story.ts";

const EVIL = '<b>&"</b><a href="tg://x">';
/** Bold, and the driver's name that leads to their chat. */
const OWN_TAGS = /<\/?b>|<a href="tg:\/\/user\?id=7">|<\/a>/g;
const spaces = (text: string) => text.replaceAll("\u00a0", " ");

Deno.test("dispatchers read the load, the driver, the price offered and the comment", () => {
  const text = dispatcherText({
    driverId: 7,
    cargoId: "6236980507",
    cargo,
    name: "Иван",
    phone: "+79123456789",
    comment: "Буду к девяти",
    offeredPrice: { minor: 34_000_000, currency: "RUB" },
  });
  assert.equal(
    spaces(text),
    [
      "Отклик на груз",
      "",
      "<b>Челябинск → Москва</b> · 2 008 км",
      "5 мар · 12 т / 82 м³ · рефрижератор",
      "<b>330 000 ₽</b> (164,3 ₽/км)",
      "",
      '<a href="tg://user?id=7">Иван</a>, +79123456789',
      "Своя цена: <b>340 000 ₽</b>",
      "«Буду к девяти»",
      "",
      "Груз № 6236980507",
    ].join("\n"),
  );
});

Deno.test("what is unknown of a load leaves no gap", () => {
  const bare = { from: "", to: "Москва", truckTypes: [] };
  const text = dispatcherText({
    driverId: 7,
    cargoId: "1",
    cargo: bare,
    name: "Иван",
    phone: "+79123456789",
  });
  assert.equal(
    text,
    "Отклик на груз\n\n<b>? → Москва</b>\nЦена по запросу\n\n" +
      '<a href="tg://user?id=7">Иван</a>, +79123456789\n\nГруз № 1',
  );
});

Deno.test("nothing a person or the exchange wrote becomes markup", () => {
  const load = { ...cargo, from: EVIL, to: EVIL, loadingDate: EVIL, truckTypes: [EVIL] };
  const texts = [
    dispatcherText({ driverId: 7, cargoId: EVIL, cargo: load, name: EVIL, phone: EVIL, comment: EVIL }),
    confirmationText(load),
    decidedText("accepted", load),
    decisionText("accepted", "2026-03-03T11:03:00.000Z", EVIL),
    startText(EVIL, "list"),
    searchesText([{ name: EVIL, alerts: true }]),
    responsesText([{ cargo: load, status: "accepted" }]),
  ];
  for (const text of texts) {
    assert.ok(text.includes(escapeHtml(EVIL)));
    assert.doesNotMatch(text.replaceAll(OWN_TAGS, ""), /[<>]/);
    assert.equal(text.match(/<b>/g)?.length ?? 0, text.match(/<\/b>/g)?.length ?? 0, "tags are balanced");
  }
});

Deno.test("a decision names who decided and the Moscow time", () => {
  assert.equal(
    spaces(decisionText("rejected", "2026-03-03T11:03:00.000Z", "Ольга")),
    "<b>❌ Отказ</b> — Ольга, 3 мар, 14:03",
  );
  assert.equal(
    spaces(decisionText("withdrawn", "2026-03-03T11:03:00.000Z", undefined)),
    "<b>↩️ Водитель отозвал отклик</b>, 3 мар, 14:03",
  );
});

Deno.test("the driver hears what was decided about which load", () => {
  assert.match(decidedText("accepted", cargo), /^✅ Ваш отклик приняли!.*\n\n<b>Челябинск → Москва<\/b>/);
  assert.match(decidedText("rejected", cargo), /выбрали другую машину/);
  assert.match(decidedText("completed", cargo), /Поставьте оценку/);
});

Deno.test("a driver's newest responses are listed with what became of them", () => {
  const responses = [{ cargo, status: "accepted" }, {
    cargo: { ...cargo, from: "" },
    status: "sent",
  }] as const;
  assert.equal(responsesText(responses), "• Челябинск → Москва — Принят\n• ? → Москва — Отправлен");
  const many = responsesText(Array(9).fill(responses[0])).split("\n");
  assert.deepEqual([many.filter((line) => line.startsWith("•")).length, many.at(-1)], [
    5,
    "И ещё 4 — по кнопке ниже.",
  ]);
  assert.match(responsesText([]), /^Вы ещё не откликались/);
});

Deno.test("a driver's searches are listed with whether the bot writes of them", () => {
  const text = searchesText([{ name: "Из Казани", alerts: true }, { name: "Дорогие", alerts: false }]);
  assert.match(text, /^• Из Казани — пишем о новых грузах\n• Дорогие — не пишем\n\n/);
  assert.match(searchesText([]), /^Сохранённых поисков пока нет/);
});

Deno.test("help names every command there is, and what is no command gets it too", () => {
  for (const { command } of botTexts.commands) {
    if (command !== "start" && command !== "help") assert.ok(helpText.includes(`/${command} — `), command);
  }
  assert.ok(noSuchCommandText.startsWith("Такой команды нет") && noSuchCommandText.includes(helpText));
});

Deno.test("what upstream or a person breaks into lines stays one line, a comment keeps its own", () => {
  const load = { ...cargo, from: "Казань\n\nГруз № 999", truckTypes: ["тент\u2028борт"] };
  const text = dispatcherText({
    driverId: 7,
    cargoId: "1",
    cargo: load,
    name: "Иван\r\nПринят",
    phone: "+7",
    comment: "а\nб",
  });
  assert.match(text, /<b>Казань Груз № 999 → Москва<\/b>/);
  assert.match(text, /тент борт/);
  assert.match(text, /^<a href="tg:\/\/user\?id=7">Иван Принят<\/a>, \+7$/m);
  assert.match(text, /«а\nб»/);
});

/** What a reader sees: without tags, with entities resolved. */
const shown = (html: string) => html.replaceAll(OWN_TAGS, "").replaceAll(/&(lt|gt|amp);/g, "?");

Deno.test("whatever comes, a message stays within the Bot API's 4,096 characters and its markup whole", () => {
  for (
    const monster of ["я".repeat(100_000), "<&>".repeat(50_000), "😀".repeat(50_000), "\n".repeat(100_000)]
  ) {
    const load = {
      from: monster,
      to: monster,
      distanceKm: Number.MAX_VALUE,
      loadingDate: monster,
      weightKg: Number.MAX_VALUE,
      volumeM3: Number.MAX_VALUE,
      price: { minor: Number.MAX_VALUE, currency: "RUB" },
      pricePerKm: { minor: Number.MAX_VALUE, currency: "RUB" },
      truckTypes: Array(5).fill(monster),
    } as const;
    const response = {
      driverId: 7,
      cargoId: monster,
      cargo: load,
      name: monster,
      phone: monster,
      comment: monster,
    };
    const decision = decisionText("completed", "2026-03-03T11:03:00.000Z", monster);
    const texts = [
      `${dispatcherText({ ...response, offeredPrice: load.price })}\n\n${decision}`,
      confirmationText(load),
      decidedText("completed", load),
      startText(monster, "cargo"),
      searchesText(Array(20).fill({ name: monster, alerts: true })),
      responsesText(Array(9).fill({ cargo: load, status: "delivered" })),
    ];
    for (const text of texts) {
      assert.ok(shown(text).length <= 4096, `${shown(text).length} characters`);
      assert.ok(text.isWellFormed(), "no half of a character is left at a cut");
      assert.doesNotMatch(shown(text), /[<>&]/);
    }
  }
});

Deno.test("what is within its limit is not cut", () => {
  const comment = "я".repeat(500);
  const text = dispatcherText({
    driverId: 7,
    cargoId: "1",
    cargo,
    name: "я".repeat(80),
    phone: "+79123456789",
    comment,
  });
  assert.ok(text.includes(comment) && text.includes("я".repeat(80)) && !text.includes("…"));
});

Deno.test("toasts and the descriptions of commands keep within their limits", () => {
  for (const toast of [...Object.values(toasts), ...Object.values(refusals)]) {
    assert.ok(toast.length <= 200, toast);
  }
  for (const { command, description } of botTexts.commands) {
    assert.match(command, /^[a-z0-9_]{1,32}$/);
    assert.ok(description.length >= 1 && description.length <= 256);
  }
});
