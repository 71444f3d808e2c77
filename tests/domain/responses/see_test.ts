// A dispatcher looks at a response: the driver learns that somebody has.
import { responseDecider } from "../../../domain/responses/decide.ts";
import { given } from "../../support/given.ts";
import { delivered, historyOf, responded, seen } from "./story.ts";

const see = { type: "SeeResponse" } as const;

Deno.test("whoever looks at a response has seen it", () => {
  given(responseDecider, responded, delivered).when(see).then(seen);
  given(responseDecider, responded).when(see).then(seen);
});

Deno.test("looking does nothing the second time, nor once it is decided", () => {
  for (const phase of ["seen", "accepted", "rejected", "completed", "withdrawn"] as const) {
    given(responseDecider, ...historyOf[phase]).when(see).nothingHappens();
  }
});

Deno.test("looking is refused when there is no response", () => {
  given(responseDecider).when(see).refused("response_not_found");
});

Deno.test("a delivery noted late does not undo that it was seen", () => {
  given(responseDecider, responded, seen, delivered).when(see).nothingHappens();
});
