import assert from "node:assert/strict";
import { wayOut } from "../../routes/(_shared)/way_out.ts";

const ADMIN = { session: { role: "admin" } } as Parameters<typeof wayOut>[0]["state"];
const DRIVER = { session: { role: "driver" } } as typeof ADMIN;

/** Where a page that was refused leads. */
function from(path: string, state: typeof ADMIN, referer?: string): string {
  const url = new URL(path, "https://our.example");
  return wayOut({ req: new Request(url, { headers: referer ? { referer } : {} }), url, state }).href;
}

Deno.test("staff go back to where they were in the console, or to its overview", () => {
  const payment = "https://our.example/admin/payments/p1";
  assert.equal(from("/admin/payments/p1/recheck", ADMIN, `${payment}?done=x`), "/admin/payments/p1");
  assert.equal(from("/admin/payments/p1", ADMIN, payment), "/admin");
  assert.equal(from("/admin/nowhere", ADMIN, "https://elsewhere.example/page"), "/admin");
  assert.equal(from("/admin/nowhere", ADMIN), "/admin");
});

Deno.test("everybody else goes to the loads, and does not learn that there is a console", () => {
  assert.equal(from("/admin/payments", DRIVER, "https://our.example/admin"), "/");
  assert.equal(from("/admin/payments", { session: null }), "/");
  assert.equal(from("/admin/payments", undefined), "/");
  assert.equal(from("/nowhere", ADMIN), "/");
});

Deno.test("what a stranger writes into the address of the page before cannot leave its attribute", () => {
  const before = from("/admin/nowhere", ADMIN, `https://our.example/admin/"><script>'`);
  assert.doesNotMatch(before, /["<>]/);
});
