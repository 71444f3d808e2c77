// A dispatcher says something to the driver of a response.
import { responseDecider } from "../../../domain/responses/decide.ts";
import { given } from "../../support/given.ts";
import { historyOf, noted } from "./story.ts";

const note = { type: "NoteToDriver", noteId: "-1000000001.18", note: "Адрес изменился" } as const;

Deno.test("a note is possible in every phase: there is always something to say", () => {
  const { none: _, ...phases } = historyOf;
  for (const history of Object.values(phases)) given(responseDecider, ...history).when(note).then(noted);
});

Deno.test("a note is refused when there is no response", () => {
  given(responseDecider).when(note).refused("response_not_found");
});

Deno.test("a note decides nothing", () => {
  given(responseDecider, ...historyOf.delivered, noted).when({ type: "CompleteResponse" }).refused(
    "response_not_accepted",
  );
});
