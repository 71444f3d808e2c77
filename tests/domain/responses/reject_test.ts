// RejectResponse (contract 4.2).
import { responseDecider } from "../../../domain/responses/decide.ts";
import { given } from "../../support/given.ts";
import { historyOf, rejected } from "./story.ts";

const reject = { type: "RejectResponse" } as const;

Deno.test("dispatchers reject a response they have", () => {
  given(responseDecider, ...historyOf.delivered).when(reject).then(rejected);
});

Deno.test("dispatchers may reject before the delivery is known", () => {
  given(responseDecider, ...historyOf.sent).when(reject).then(rejected);
});

Deno.test("rejecting does nothing the second time", () => {
  given(responseDecider, ...historyOf.rejected).when(reject).nothingHappens();
});

Deno.test("rejecting is refused when there is no such response", () => {
  given(responseDecider).when(reject).refused("response_not_found");
});

Deno.test("rejecting is refused when it was accepted", () => {
  given(responseDecider, ...historyOf.accepted).when(reject).refused("response_accepted");
});

Deno.test("rejecting is refused when the haul is over", () => {
  given(responseDecider, ...historyOf.completed).when(reject).refused("response_completed");
});

Deno.test("rejecting is refused when the driver has withdrawn", () => {
  given(responseDecider, ...historyOf.withdrawn).when(reject).refused("response_withdrawn");
});
