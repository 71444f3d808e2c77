// The façade: what is settled without asking anybody.
import { deepEqual } from "node:assert/strict";
import { cityQuery } from "../../../domain/freight/city_query.ts";
import { createFreight } from "../../../domain/freight/mod.ts";
import type { CargoSource } from "../../../domain/freight/ports.ts";

function asked() {
  const questions: string[] = [];
  const source: CargoSource = {
    list: () => Promise.resolve({ refused: "cargotech_unavailable" }),
    prices: () => Promise.resolve({ refused: "cargotech_unavailable" }),
    detail: (id) => (questions.push(id), Promise.resolve({ refused: "cargo_not_found" })),
    points: (name) => (questions.push(name), Promise.resolve([])),
    truckTypes: () => Promise.resolve([]),
    loadTypes: () => Promise.resolve([]),
  };
  return { questions, freight: createFreight({ source }) };
}

Deno.test("an id that cannot be one is not found without a question", async () => {
  const { freight, questions } = asked();
  for (const id of ["", "../me", "1 2", "a".repeat(33), "%2e"]) {
    deepEqual(await freight.detail(id), { refused: "cargo_not_found" });
  }
  await freight.detail("6236980507");
  deepEqual(questions, ["6236980507"]);
});

Deno.test("cities are asked for from two letters on, however they are typed", async () => {
  const { freight, questions } = asked();
  for (const typed of ["", " ", "м", " м "]) deepEqual(await freight.points(typed), []);
  await freight.points("  моск ");
  await freight.points("Моск");
  deepEqual(questions, ["Моск", "Моск"]);
  deepEqual(cityQuery("нижний   нов"), "Нижний нов");
});
