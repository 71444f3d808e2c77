import assert from "node:assert/strict";
import { RespondForm } from "../../components/RespondForm.tsx";
import { html } from "./support.ts";

const VALUES = {
  phone: "12",
  name: `"><script>alert(1)</script>`,
  comment: "</textarea><b>",
  offeredPrice: "",
};

Deno.test("values come back as typed and stay values", () => {
  const markup = html(<RespondForm free action="/cargos/1" values={VALUES} errors={{}} />);
  assert.match(markup, /<input value="12"[^>]*name="phone"/);
  assert.doesNotMatch(markup, /<script|<b>/);
  assert.doesNotMatch(markup, /aria-invalid|role="alert"/);
});

Deno.test("an error stands beside its field and is tied to it", () => {
  const markup = html(
    <RespondForm free action="/cargos/1" values={VALUES} errors={{ phone: "Укажите телефон" }} />,
  );
  const input = /<input[^>]*name="phone"[^>]*>/.exec(markup)?.[0] ?? "";
  assert.match(input, /aria-invalid="true"/);
  assert.match(input, /aria-describedby="field-phone-error"/);
  assert.match(markup, /id="field-phone-error">Укажите телефон</);
  assert.match(markup, /role="alert"/);
  assert.equal(markup.match(/aria-invalid/g)?.length, 1);
});

Deno.test("every control has a label", () => {
  const markup = html(
    <RespondForm free action="/cargos/1" values={{ ...VALUES, name: "Иван" }} errors={{}} />,
  );
  const ids = [...markup.matchAll(/<(?:input|textarea)[^>]* id="([^"]+)"/g)].map(([, id]) => id);
  assert.deepEqual(ids.sort(), ["field-comment", "field-name", "field-offeredPrice", "field-phone"]);
  for (const id of ids) assert.ok(markup.includes(`<label for="${id}"`), id);
});
