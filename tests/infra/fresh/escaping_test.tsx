// Text from outside appears on the page as it is, however the JSX around it was written.
import { strictEqual as equal } from "node:assert/strict";
import { App } from "fresh";
import type { ComponentChildren, VNode } from "preact";

const NAME = 'ООО "A & B" <i>';
const SHOWN = "ООО &quot;A &amp; B&quot; &lt;i>";
const Badge = ({ children }: { children: ComponentChildren }) => <span>{children}</span>;

async function drawn(content: () => VNode): Promise<string> {
  const handler = new App().get("/", (ctx) => ctx.render(content())).handler();
  return await (await handler(new Request("http://localhost/"))).text();
}

Deno.test("text is escaped once as a child, in an array, beside other text and nested", async () => {
  equal(await drawn(() => <b>{NAME}</b>), `<b>${SHOWN}</b>`);
  equal(await drawn(() => <b>{[NAME, " ", [NAME]]}</b>), `<b>${SHOWN} ${SHOWN}</b>`);
  equal(await drawn(() => <Badge>{NAME}, {NAME}</Badge>), `<span>${SHOWN}, ${SHOWN}</span>`);
});

Deno.test("drawing the same array for the next request escapes nothing twice", async () => {
  const units = ["a & b", "c"];
  for (const _request of [1, 2, 3]) equal(await drawn(() => <b>{units}</b>), "<b>a &amp; bc</b>");
});

Deno.test("attributes cannot be left by what they hold", async () => {
  equal(await drawn(() => <b title={NAME}>x</b>), `<b title="${SHOWN}">x</b>`);
});
