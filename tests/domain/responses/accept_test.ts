// AcceptResponse (contract 4.2).
import { responseDecider } from "../../../domain/responses/decide.ts";
import { given } from "../../support/given.ts";
import { accepted, historyOf } from "./story.ts";

const accept = { type: "AcceptResponse" } as const;

Deno.test("dispatchers accept a response they have", () => {
  given(responseDecider, ...historyOf.delivered).when(accept).then(accepted);
});

Deno.test("dispatchers may accept before the delivery is known", () => {
  given(responseDecider, ...historyOf.sent).when(accept).then(accepted);
});

Deno.test("accepting does nothing the second time", () => {
  given(responseDecider, ...historyOf.accepted).when(accept).nothingHappens();
});

Deno.test("accepting is refused when there is no such response", () => {
  given(responseDecider).when(accept).refused("response_not_found");
});

Deno.test("accepting is refused when it was rejected", () => {
  given(responseDecider, ...historyOf.rejected).when(accept).refused("response_rejected");
});

Deno.test("accepting is refused when the haul is over", () => {
  given(responseDecider, ...historyOf.completed).when(accept).refused("response_completed");
});

Deno.test("accepting is refused when the driver has withdrawn", () => {
  given(responseDecider, ...historyOf.withdrawn).when(accept).refused("response_withdrawn");
});
