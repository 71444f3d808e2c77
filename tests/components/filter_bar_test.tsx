import assert from "node:assert/strict";
import { FilterBar } from "../../components/FilterBar.tsx";
import { html } from "./support.ts";

Deno.test("saving a search comes before what narrows it: beside two conditions it would be out of sight", () => {
  const chips = [{ label: "20 т / 83 м³", href: "/?mode=all" }, {
    label: "Цена от 50 000 ₽",
    href: "/?wv=20-83",
  }];
  const drawn = html(<FilterBar chips={chips} sorts={[]} save="/searches/new">{null}</FilterBar>);
  const links = [...drawn.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
  assert.deepEqual(links, ["/searches/new", "/?mode=all", "/?wv=20-83"]);
});
