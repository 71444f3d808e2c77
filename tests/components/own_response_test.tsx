import assert from "node:assert/strict";
import { OwnResponse } from "../../components/OwnResponse.tsx";
import { ResponseItem } from "../../components/ResponseItem.tsx";
import type { ResponseView } from "../../domain/responses/mod.ts";
import { CARGO, html, text } from "./support.ts";

const RESPONSE: ResponseView = {
  responseId: "1-6236980001",
  driverId: 1,
  cargoId: "6236980001",
  status: "accepted",
  timeline: [
    { status: "sent", at: "2026-03-03T11:03:00.000Z" },
    { status: "accepted", at: "2026-03-03T21:30:00.000Z", actor: { id: "9", name: "Сергей <b>" } },
  ],
  cargo: CARGO,
  phone: "+79123456789",
  name: "Иван",
};

function drawn(change: Partial<ResponseView> = {}): string {
  return html(<OwnResponse response={{ ...RESPONSE, ...change }} action="/cargos/6236980001" />);
}

function listed(change: Partial<ResponseView> = {}): string {
  return html(<ResponseItem response={{ ...RESPONSE, ...change }} />);
}

Deno.test("the story of a response has Moscow times and says who decided", () => {
  const seen = text(drawn());
  assert.match(seen, /Отправлен 3 мар, 14:03/);
  assert.match(seen, /Принят — Сергей &lt;b> 4 мар, 00:30/);
});

Deno.test("a response can be withdrawn until it is refused, done or withdrawn", () => {
  for (const status of ["sent", "delivered", "seen", "accepted"] as const) {
    assert.match(drawn({ status }), /value="withdraw"/);
  }
  for (const status of ["rejected", "completed", "withdrawn"] as const) {
    assert.doesNotMatch(drawn({ status }), /value="withdraw"/, status);
  }
});

Deno.test("who was refused finds what else goes the same way, and nobody else is sent there", () => {
  const way = "/?mode=all&amp;start_name=%D0%9C%D0%BE%D1%81%D0%BA%D0%B2%D0%B0" +
    "&amp;finish_name=%D0%9A%D0%B0%D0%B7%D0%B0%D0%BD%D1%8C";
  for (const draw of [drawn, listed]) {
    assert.ok(draw({ status: "rejected" }).includes(`href="${way}"`));
    assert.doesNotMatch(draw({ status: "delivered" }), /Похожие грузы/);
  }
});

Deno.test("the day of loading is named: beside a status it would read as the day of that", () => {
  assert.match(text(listed()), /Загрузка 3–5 мар/);
});

Deno.test("only a completed response can be rated, and only once", () => {
  assert.match(drawn({ status: "completed" }), /data-form="rate"/);
  assert.doesNotMatch(drawn({ status: "accepted" }), /data-form="rate"/);
  const rated = drawn({ status: "completed", rating: { stars: 4 } });
  assert.doesNotMatch(rated, /data-form="rate"/);
  assert.match(text(rated), /Ваша оценка: 4 из 5/);
});
