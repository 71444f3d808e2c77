// CompleteResponse (contract 4.2).
import { responseDecider } from "../../../domain/responses/decide.ts";
import { given } from "../../support/given.ts";
import { completed, historyOf } from "./story.ts";

const complete = { type: "CompleteResponse" } as const;

Deno.test("dispatchers complete an accepted response", () => {
  given(responseDecider, ...historyOf.accepted).when(complete).then(completed);
});

Deno.test("completing does nothing the second time", () => {
  given(responseDecider, ...historyOf.completed).when(complete).nothingHappens();
});

Deno.test("completing is refused when there is no such response", () => {
  given(responseDecider).when(complete).refused("response_not_found");
});

Deno.test("completing is refused when nobody has accepted", () => {
  given(responseDecider, ...historyOf.sent).when(complete).refused("response_not_accepted");
  given(responseDecider, ...historyOf.delivered).when(complete).refused("response_not_accepted");
});

Deno.test("completing is refused when it was rejected", () => {
  given(responseDecider, ...historyOf.rejected).when(complete).refused("response_rejected");
});

Deno.test("completing is refused when the driver has withdrawn", () => {
  given(responseDecider, ...historyOf.withdrawn).when(complete).refused("response_withdrawn");
});
