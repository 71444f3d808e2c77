// What a driver marks: favourites, hidden loads, hidden companies.
import assert from "node:assert/strict";
import { markDecider, MAX_COMPANIES, MAX_HIDDEN, MAX_KEPT } from "../../../domain/marks/decide.ts";
import type { MarkEvent } from "../../../domain/marks/events.ts";
import { laidOver, nothingMarked } from "../../../domain/marks/mod.ts";
import { markedCargos, marks } from "../../../domain/marks/view.ts";
import { folded } from "../../support/folded.ts";
import { given } from "../../support/given.ts";
import { stored } from "../../support/stored.ts";
import { cargo } from "../responses/story.ts";

const driverId = 700_000_101;
const cargoId = cargo.id;
const company = "ООО Ромашка";

const kept: MarkEvent = { type: "CargoKept", data: { driverId, cargoId, cargo } };
const unkept: MarkEvent = { type: "CargoUnkept", data: { driverId, cargoId } };
const hidden: MarkEvent = { type: "CargoHidden", data: { driverId, cargoId, cargo } };
const shown: MarkEvent = { type: "CargoShown", data: { driverId, cargoId } };
const companyHidden: MarkEvent = { type: "CompanyHidden", data: { driverId, company } };
const companyShown: MarkEvent = { type: "CompanyShown", data: { driverId, company } };

const keep = { type: "KeepCargo", driverId, cargoId, cargo } as const;
const unkeep = { type: "UnkeepCargo", driverId, cargoId } as const;
const hide = { type: "HideCargo", driverId, cargoId, cargo } as const;
const show = { type: "ShowCargo", driverId, cargoId } as const;
const hideCompany = { type: "HideCompany", driverId, company } as const;
const showCompany = { type: "ShowCompany", driverId, company } as const;
const clear = { type: "ClearMarks", driverId } as const;

Deno.test("a load is kept, once, and let go again, once", () => {
  given(markDecider).when(keep).then(kept);
  given(markDecider, kept).when(keep).nothingHappens();
  given(markDecider, kept).when(unkeep).then(unkept);
  given(markDecider, kept, unkept).when(unkeep).nothingHappens();
  given(markDecider, kept, unkept).when(keep).then(kept);
});

Deno.test("a load is hidden, once, and shown again, once", () => {
  given(markDecider).when(hide).then(hidden);
  given(markDecider, hidden).when(hide).nothingHappens();
  given(markDecider, hidden).when(show).then(shown);
  given(markDecider).when(show).nothingHappens();
});

Deno.test("a company is hidden, once, and shown again, once", () => {
  given(markDecider).when(hideCompany).then(companyHidden);
  given(markDecider, companyHidden).when(hideCompany).nothingHappens();
  given(markDecider, companyHidden).when(showCompany).then(companyShown);
  given(markDecider).when(showCompany).nothingHappens();
});

Deno.test("a full list of favourites refuses another, and takes it once there is room", () => {
  const full = many(MAX_KEPT).map((id): MarkEvent => ({
    type: "CargoKept",
    data: { driverId, cargoId: id, cargo: { ...cargo, id } },
  }));
  given(markDecider, ...full).when(keep).refused("favourites_full");
  given(markDecider, ...full.slice(1)).when(keep).then(kept);
});

Deno.test("a full list of hidden companies refuses another", () => {
  const full = many(MAX_COMPANIES).map((name): MarkEvent => ({
    type: "CompanyHidden",
    data: { driverId, company: name },
  }));
  given(markDecider, ...full).when(hideCompany).refused("companies_full");
});

Deno.test("a full list of hidden loads lets go of the oldest", () => {
  const full = many(MAX_HIDDEN).map((id): MarkEvent => ({
    type: "CargoHidden",
    data: { driverId, cargoId: id, cargo: { ...cargo, id } },
  }));
  given(markDecider, ...full).when(hide)
    .then({ type: "CargoShown", data: { driverId, cargoId: "id0" } }, hidden);
});

Deno.test("clearing drops everything and names it; there is nothing to drop the second time", () => {
  const cleared: MarkEvent = {
    type: "MarksCleared",
    data: { driverId, kept: [cargoId], hidden: [cargoId], companies: [company] },
  };
  given(markDecider, kept, hidden, companyHidden).when(clear).then(cleared);
  given(markDecider, kept, hidden, companyHidden, cleared).when(clear).nothingHappens();
  given(markDecider, kept, hidden, companyHidden, cleared).when(keep).then(kept);
  given(markDecider).when(clear).nothingHappens();
});

Deno.test("a marked load has its row while it is kept or hidden, a driver while anything is marked", async () => {
  const stream = `marks-${driverId}`;
  const rowOf = (...story: MarkEvent[]) =>
    folded(markedCargos, stored(stream, ...story)).get([driverId, cargoId]);
  assert.equal((await rowOf(kept))?.cargo.to, cargo.to);
  assert.deepEqual(await rowOf(kept, hidden, unkept), { cargo, hiddenAt: "2026-03-03T11:01:00.000Z" });
  assert.equal(await rowOf(kept, unkept), null);
  const marked = (...story: MarkEvent[]) => folded(marks, stored(stream, ...story)).get([driverId]);
  assert.deepEqual(await marked(kept, companyHidden), { kept: [cargoId], hidden: [], companies: [company] });
  assert.equal(await marked(kept, unkept), null);
  const data = { driverId, kept: [cargoId], hidden: [], companies: [company] };
  assert.equal(await rowOf(kept, { type: "MarksCleared", data }), null);
});

Deno.test("what is hidden, by load or by company, leaves the list; a favourite shows as one", () => {
  const { company: _, ...bare } = cargo;
  const cards = [
    { ...cargo, id: "1", company: "А" },
    { ...cargo, id: "2", company: "Б" },
    { ...bare, id: "3" },
    { ...cargo, id: "4", company: "В" },
  ];
  const marked = { kept: ["3", "2"], hidden: ["1"], companies: ["Б"] };
  assert.deepEqual(laidOver(cards, marked), [{ ...bare, id: "3", kept: true }, cards[3]]);
  assert.equal(laidOver(cards, nothingMarked), cards);
});

function many(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `id${index}`);
}
