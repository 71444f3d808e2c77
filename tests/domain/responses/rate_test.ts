// RateCargo.
import { responseDecider } from "../../../domain/responses/decide.ts";
import { given } from "../../support/given.ts";
import { historyOf, rated, ref } from "./story.ts";

const rate = { type: "RateCargo", form: { stars: 5, comment: "Спасибо" } } as const;

Deno.test("a driver rates the load after the haul", () => {
  given(responseDecider, ...historyOf.completed).when(rate).then(rated);
});

Deno.test("a rating needs no words", () => {
  given(responseDecider, ...historyOf.completed).when({ type: "RateCargo", form: { stars: 1 } })
    .then({ type: "CargoRated", data: { ...ref, stars: 1 } });
});

Deno.test("rating does nothing the second time, even with other stars", () => {
  given(responseDecider, ...historyOf.completed, rated).when(rate).nothingHappens();
  given(responseDecider, ...historyOf.completed, rated).when({ type: "RateCargo", form: { stars: 1 } })
    .nothingHappens();
});

Deno.test("rating is refused when there is no such response", () => {
  given(responseDecider).when(rate).refused("response_not_found");
});

for (const phase of ["sent", "delivered", "accepted", "rejected", "withdrawn"] as const) {
  Deno.test(`rating is refused when the response is ${phase}`, () => {
    given(responseDecider, ...historyOf[phase]).when(rate).refused("response_not_completed");
  });
}
