import assert from "node:assert/strict";
import { partsAbout } from "../../islands/(_host)/live.ts";

const CHANGE = { responseId: "1-77", cargoId: "77" };

Deno.test("a change concerns the card of its load and the response itself", () => {
  assert.equal(
    partsAbout(CHANGE, "/responses"),
    `article[data-cargo-id="77"],article[data-response-id="1-77"]`,
  );
});

Deno.test("the answer on a load's page is redrawn only on that load's page", () => {
  assert.match(partsAbout(CHANGE, "/cargos/77"), /section#respond$/);
  assert.doesNotMatch(partsAbout(CHANGE, "/cargos/78"), /#respond/);
});
