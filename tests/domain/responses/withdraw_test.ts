// WithdrawResponse.
import { responseDecider } from "../../../domain/responses/decide.ts";
import { given } from "../../support/given.ts";
import { historyOf, withdrawn } from "./story.ts";

const withdraw = { type: "WithdrawResponse" } as const;

Deno.test("a driver withdraws an answer, even one that was accepted", () => {
  given(responseDecider, ...historyOf.sent).when(withdraw).then(withdrawn);
  given(responseDecider, ...historyOf.delivered).when(withdraw).then(withdrawn);
  given(responseDecider, ...historyOf.accepted).when(withdraw).then(withdrawn);
});

Deno.test("withdrawing does nothing the second time", () => {
  given(responseDecider, ...historyOf.withdrawn).when(withdraw).nothingHappens();
});

Deno.test("withdrawing is refused when there is no such response", () => {
  given(responseDecider).when(withdraw).refused("response_not_found");
});

Deno.test("withdrawing is refused when it was rejected", () => {
  given(responseDecider, ...historyOf.rejected).when(withdraw).refused("response_rejected");
});

Deno.test("withdrawing is refused when the haul is over", () => {
  given(responseDecider, ...historyOf.completed).when(withdraw).refused("response_completed");
});
