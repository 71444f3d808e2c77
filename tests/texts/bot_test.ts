// What the bot says. Whatever people type arrives as text, never as markup.
import assert from "node:assert/strict";
import {
  botTexts,
  confirmationText,
  decidedText,
  decisionText,
  dispatcherText,
  escapeHtml,
  toasts,
} from "../../texts/bot.ts";
import { cargo } from "../domain/responses/story.ts";

const EVIL = '<b>&"</b><a href="tg://x">';
const spaces = (text: string) => text.replaceAll("\u00a0", " ");

Deno.test("dispatchers read the load, the driver, the price offered and the comment", () => {
  const text = dispatcherText({
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
      "Иван, +79123456789",
      "Своя цена: <b>340 000 ₽</b>",
      "«Буду к девяти»",
      "",
      "Груз № 6236980507",
    ].join("\n"),
  );
});

Deno.test("what is unknown of a load leaves no gap", () => {
  const bare = { from: "", to: "Москва", truckTypes: [] };
  const text = dispatcherText({ cargoId: "1", cargo: bare, name: "Иван", phone: "+79123456789" });
  assert.equal(
    text,
    "Отклик на груз\n\n<b>? → Москва</b>\nЦена не указана\n\nИван, +79123456789\n\nГруз № 1",
  );
});

Deno.test("nothing a person or the exchange wrote becomes markup", () => {
  const load = { ...cargo, from: EVIL, to: EVIL, loadingDate: EVIL, truckTypes: [EVIL] };
  const texts = [
    dispatcherText({ cargoId: EVIL, cargo: load, name: EVIL, phone: EVIL, comment: EVIL }),
    confirmationText(load),
    decidedText("accepted", load),
    decisionText("accepted", "2026-03-03T11:03:00.000Z", EVIL),
    botTexts.start(EVIL),
  ];
  for (const text of texts) {
    assert.ok(text.includes(escapeHtml(EVIL)));
    assert.doesNotMatch(text.replaceAll(/<\/?b>/g, ""), /[<>]/);
    assert.equal(text.match(/<b>/g)?.length ?? 0, text.match(/<\/b>/g)?.length ?? 0, "tags are balanced");
  }
});

Deno.test("a decision names who decided and the Moscow time", () => {
  assert.equal(
    spaces(decisionText("rejected", "2026-03-03T11:03:00.000Z", "Ольга")),
    "<b>❌ Отказ</b> — Ольга, 3 мар., 14:03",
  );
  assert.equal(
    spaces(decisionText("withdrawn", "2026-03-03T11:03:00.000Z", undefined)),
    "<b>↩️ Водитель отозвал отклик</b>, 3 мар., 14:03",
  );
});

Deno.test("the driver hears what was decided about which load", () => {
  assert.match(decidedText("accepted", cargo), /^✅ Ваш отклик приняли!.*\n\n<b>Челябинск → Москва<\/b>/);
  assert.match(decidedText("rejected", cargo), /выбрали другую машину/);
  assert.match(decidedText("completed", cargo), /Оцените груз/);
});

Deno.test("texts keep within the Bot API's limits", () => {
  const longest = "я".repeat(500);
  const text = dispatcherText({ cargoId: "1", cargo, name: "я".repeat(80), phone: "+7", comment: longest });
  assert.ok(text.length <= 4096);
  for (const toast of Object.values(toasts)) assert.ok(toast.length <= 200, toast);
  for (const { command, description } of botTexts.commands) {
    assert.match(command, /^[a-z0-9_]{1,32}$/);
    assert.ok(description.length >= 1 && description.length <= 256);
  }
});
