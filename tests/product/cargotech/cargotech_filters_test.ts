// Filters of the last visit come back with the next one, and never in the middle of a visit (contract 3.1).
import assert from "node:assert/strict";
import { cargoIds, visit } from "../../routes/driver/support.ts";
import { DRIVER, eventually, OTHER_DRIVER, type Product, startProduct } from "../../support/product.ts";

const FILTER = "mode=all&price_min=20000&wv=20-83";

/** A page as a browser asks for it; `from` is the page of ours with the link. */
async function open(product: Product, token: string, path: string, from?: string) {
  const headers = {
    cookie: `session=${token}`,
    accept: "text/html",
    ...(from !== undefined && { referer: product.baseUrl + from, "sec-fetch-site": "same-origin" }),
  };
  const response = await fetch(product.baseUrl + path, { headers, redirect: "manual" });
  await response.body?.cancel();
  return { status: response.status, location: response.headers.get("location") };
}

Deno.test("a visit that starts at the bare list goes on with the filters of the last one", async () => {
  await using product = await startProduct();
  const { token } = await product.signIn();
  assert.deepEqual(await open(product, token, "/"), { status: 200, location: null });
  assert.equal((await open(product, token, `/?${FILTER}&offset=20&limit=20`)).status, 200);

  const next = await open(product, token, "/");
  assert.equal(next.status, 303);
  const address = new URL(next.location!, product.baseUrl);
  assert.deepEqual(Object.fromEntries(address.searchParams), {
    mode: "all",
    price_min: "20000",
    wv: "20-83",
  });
  assert.equal((await open(product, token, next.location!)).status, 200);
  const telegrams = await open(product, token, "/?tgWebAppStartParam=x");
  assert.equal(telegrams.location, next.location, "parameters of Telegram's are no filter");
});

Deno.test("within the visit a bare list is unfiltered, and the next visit still has the filters", async () => {
  await using product = await startProduct();
  const { token } = await product.signIn();
  await open(product, token, `/?${FILTER}`);
  assert.deepEqual(await open(product, token, "/", "/responses"), { status: 200, location: null });
  assert.equal((await open(product, token, "/")).status, 303);
});

Deno.test("a filter taken back is remembered as none", async () => {
  await using product = await startProduct();
  const { token } = await product.signIn();
  await open(product, token, `/?${FILTER}`);
  const page = await (await visit(product)).get(`/?${FILTER}`);
  const reset = /<a class="button quiet" href="([^"]+)">Сбросить/.exec(page.html)?.[1];
  assert.equal(reset, "/?mode=my");
  const again = (await product.signIn()).token;
  await open(product, again, reset!, `/?${FILTER}`);
  assert.deepEqual(await open(product, again, "/"), { status: 200, location: null });
});

Deno.test("a filter with a mistake in it is not remembered", async () => {
  await using product = await startProduct();
  const { token } = await product.signIn();
  await open(product, token, "/?mode=all&price_min=lots");
  await open(product, token, "/?mode=all&start_name=Ыыыы");
  assert.deepEqual(await open(product, token, "/"), { status: 200, location: null });
});

Deno.test("filters belong to their driver, and are told as one event however often the page is seen", async () => {
  await using product = await startProduct();
  const mine = await product.signIn(DRIVER);
  for (let n = 0; n < 3; n++) await open(product, mine.token, `/?${FILTER}`);
  const other = await product.signIn(OTHER_DRIVER);
  assert.deepEqual(await open(product, other.token, "/"), { status: 200, location: null });
  const history = await product.world.log.readStream(`driver-${DRIVER}`);
  const remembered = history.filter(({ type }) => type === "FiltersRemembered");
  assert.deepEqual(remembered.map(({ data }) => data), [
    { driverId: DRIVER, query: "mode=all&wv=20-83&price_min=20000" },
  ]);
});

Deno.test("signing in at the bare list answers with the filtered page and its address, in one round trip", async () => {
  await using product = await startProduct();
  const { token } = await product.signIn();
  await open(product, token, `/?${FILTER}`);
  const response = await fetch(`${product.baseUrl}/api/auth/telegram`, {
    method: "POST",
    headers: { accept: "text/html", "content-type": "application/json", "x-page": "/" },
    body: JSON.stringify({ initData: await product.initData(DRIVER) }),
    redirect: "manual",
  });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-location"), "/?mode=all&wv=20-83&price_min=20000");
  const html = await response.text();
  assert.match(html, /<option\s+value="20-83" selected>/);
  assert.ok(response.headers.getSetCookie().some((cookie) => cookie.startsWith("session=")));
});

Deno.test("a page drawn once serves every driver, but nobody sees another's responses on it", async () => {
  await using product = await startProduct();
  const [mine, other] = [await visit(product, DRIVER), await visit(product, OTHER_DRIVER)];
  const [cargoId] = cargoIds(await mine.get("/?mode=all"));
  await mine.submit(`/cargos/${cargoId}`, { phone: "8 912 345-67-89", name: "Иван" });
  const seen = await eventually(() => mine.get("/?mode=all"), ({ html }) => html.includes("data-status="));
  const theirs = await other.get("/?mode=all");
  assert.deepEqual(cargoIds(seen), cargoIds(theirs));
  assert.doesNotMatch(theirs.html, /data-status=/);
});

Deno.test("a page the browser has already is not sent again", async () => {
  await using product = await startProduct();
  const { token } = await product.signIn();
  const ask = async (headers: HeadersInit) => {
    const signedIn = { cookie: `session=${token}`, accept: "text/html", ...headers };
    const response = await fetch(`${product.baseUrl}/?mode=all`, { headers: signedIn });
    return { status: response.status, etag: response.headers.get("etag"), body: await response.text() };
  };
  const first = await ask({});
  assert.deepEqual([first.status, first.body.length > 1000], [200, true]);
  const again = await ask({ "if-none-match": first.etag! });
  assert.deepEqual(again, { status: 304, etag: first.etag, body: "" });
  assert.equal((await ask({ "if-none-match": '"another"' })).status, 200);
});
