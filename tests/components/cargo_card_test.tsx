import assert from "node:assert/strict";
import { CargoCard } from "../../components/CargoCard.tsx";
import { CARGO, html, text } from "./support.ts";

Deno.test("a card says everything a driver decides by", () => {
  const seen = text(html(<CargoCard cargo={CARGO} age="4 мин назад" />));
  for (
    const part of ["Москва → Казань", "145 000 ₽", "178,6 ₽/км", "3–5 мар", "20 т / 83 м³", "812 км"]
      .concat("тент, реф · задняя", "ООО «Волга»", "проверено 4 мин назад")
  ) assert.ok(seen.includes(part), `${part} in ${seen}`);
});

Deno.test("a card says route and price in words to a screen reader", () => {
  const heard = text(html(<CargoCard cargo={CARGO} age="" />));
  assert.ok(heard.includes("Откуда: Москва. Куда: Казань"), heard);
  assert.ok(heard.includes("145 000 рублей, 178,6 рубля за километр"), heard);
});

Deno.test("a card opens its load and offers to respond", () => {
  const markup = html(<CargoCard cargo={CARGO} age="" />);
  assert.match(markup, /<article class="card" data-cargo-id="6236980001">/);
  assert.match(markup, /href="\/cargos\/6236980001"/);
  assert.match(markup, /<a class="button" data-action="respond" href="\/cargos\/6236980001#respond">/);
});

Deno.test("an answered load shows the status instead of the button", () => {
  const response = { id: "1-6236980001", status: "accepted" };
  const markup = html(<CargoCard cargo={{ ...CARGO, response }} age="" />);
  assert.match(markup, /data-status="accepted">Принят</);
  assert.doesNotMatch(markup, /data-action="respond"/);
});

Deno.test("a load of which almost nothing is known is still a card", () => {
  const bare = { id: "7", from: "", to: "Тверь", truckTypes: [], loadTypes: [] };
  const seen = text(html(<CargoCard cargo={bare} age="только что" />));
  assert.match(seen, /не указано → Тверь/);
  assert.match(seen, /Цена по запросу/);
  assert.doesNotMatch(seen, /undefined|NaN|null/);
});

Deno.test("markup in what the exchange says stays text", () => {
  const evil = `<img src=x onerror="alert(1)">`;
  const markup = html(
    <CargoCard cargo={{ ...CARGO, from: evil, company: evil, truckTypes: [evil] }} age="" />,
  );
  assert.doesNotMatch(markup, /<img/);
  assert.match(markup, /&lt;img src=x/);
});
