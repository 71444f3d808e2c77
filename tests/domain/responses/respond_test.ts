// RespondToCargo (contract 4.1).
import { responseDecider } from "../../../domain/responses/decide.ts";
import { given } from "../../support/given.ts";
import { accepted, completed, delivered, form, rejected, respond, responded, withdrawn } from "./story.ts";

Deno.test("a driver answers a load with a phone in E.164, a trimmed name and the load as it was", () => {
  given(responseDecider).when(respond).then(responded);
});

Deno.test("what the driver did not say is not in the event", () => {
  const { comment: _, ...short } = form;
  const { comment: __, ...data } = responded.data as typeof responded.data & { comment?: string };
  given(responseDecider).when({ ...respond, form: short }).then({ ...responded, data } as typeof responded);
});

Deno.test("answering the same load does nothing the second time, whatever the dispatchers decided", () => {
  given(responseDecider, responded).when(respond).nothingHappens();
  given(responseDecider, responded, delivered).when(respond).nothingHappens();
  given(responseDecider, responded, accepted).when(respond).nothingHappens();
  given(responseDecider, responded, rejected).when(respond).nothingHappens();
  given(responseDecider, responded, accepted, completed).when(respond).nothingHappens();
});

Deno.test("answering another way the second time changes nothing: one response per driver and load", () => {
  const other = { ...respond, form: { phone: "+79000000000", name: "Пётр" } };
  given(responseDecider, responded).when(other).nothingHappens();
});

Deno.test("answering is refused when the driver has withdrawn the answer", () => {
  given(responseDecider, responded, withdrawn).when(respond).refused("response_withdrawn");
});
