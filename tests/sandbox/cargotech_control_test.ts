// The CargoTech sandbox does what its control API is told: faults, limits, the market's life.
import assert from "node:assert/strict";
import { MANDATORY, NOON, PASSWORD, PHONE, signIn, withCargoTech } from "./cargotech_client.ts";

Deno.test("a status fault meets its path as often as it was told, without effect elsewhere", async () => {
  await withCargoTech(async ({ get, control }) => {
    await control({ fault: { path: "/v2/cargos", status: 503, times: 2, retryAfter: 3 } });
    const statuses: number[] = [];
    for (const path of ["/v1/me", "/v2/cargos/views", "/v2/cargos/views", "/v2/cargos/views"]) {
      const response = await get(path, MANDATORY);
      statuses.push(response.status);
      if (response.status === 503) assert.equal(response.headers.get("retry-after"), "3");
      await response.body?.cancel();
    }
    assert.deepEqual(statuses, [200, 503, 503, 200]);
  });
});

Deno.test("faults last until cleared", async () => {
  await withCargoTech(async ({ get, control }) => {
    await control({ fault: { html: true } });
    for (let time = 0; time < 3; time++) {
      const response = await get("/v1/me");
      assert.equal(response.status, 502);
      assert.match(await response.text(), /<html>/);
    }
    await control({ clearFaults: true });
    assert.equal((await (await get("/v1/me")).json()).data.role, "carrier");
  });
});

Deno.test("a torn or dropped answer breaks the connection", async () => {
  await withCargoTech(async ({ get, control }) => {
    for (const fault of [{ torn: true, times: 1 }, { drop: true, times: 1 }]) {
      await control({ fault });
      await assert.rejects(async () => await (await get("/v2/cargos/views", MANDATORY)).json());
    }
  });
});

Deno.test("a hanging answer never comes", async () => {
  await withCargoTech(async ({ url, control }) => {
    await control({ fault: { hang: true } });
    const giveUp = new AbortController();
    const waiting = fetch(`${url}/v1/me`, { signal: giveUp.signal });
    for (;;) {
      const log: { path: string; status: number | null }[] = await (await fetch(`${url}/__control/log`))
        .json();
      if (log.some((entry) => entry.path === "/v1/me" && entry.status === null)) break;
    }
    giveUp.abort();
    await assert.rejects(waiting, { name: "AbortError" });
  });
});

Deno.test("an answer can be replaced, and a row can be damaged", async () => {
  await withCargoTech(async ({ get, list, control }) => {
    await control({ fault: { path: "/v1/me", body: { surprise: 1 }, times: 1 } });
    assert.deepEqual(await (await get("/v1/me")).json(), { surprise: 1 });
    await control({ fault: { malformedRow: true, times: 1 } });
    const { data } = await list();
    assert.equal(data.length, 20);
    assert.equal(data[0]?.id, null);
    assert.equal(typeof data[1]?.id, "number");
  });
});

Deno.test("above the limit a call is 429 and says when to come back", async () => {
  let now = NOON;
  await withCargoTech(async ({ get, control }) => {
    await control({ rateLimit: 3 });
    for (const remaining of ["2", "1", "0"]) {
      const response = await get("/v1/me");
      assert.equal(response.headers.get("x-ratelimit-limit"), "3");
      assert.equal(response.headers.get("x-ratelimit-remaining"), remaining);
      await response.body?.cancel();
      now += 1000;
    }
    const refused = await get("/v1/me");
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get("x-ratelimit-reset-after"), "57");
    assert.equal(refused.headers.get("retry-after"), "57");
    await refused.body?.cancel();
    now += 57_000;
    const later = await get("/v1/me");
    assert.equal(later.status, 200);
    await later.body?.cancel();
  }, { now: () => now });
});

Deno.test("loads can be added, repriced and removed", async () => {
  await withCargoTech(async ({ get, list, control }) => {
    const added = await control({
      addLoad: {
        start: "Казань",
        finish: "Пермь",
        price: 7_000_000,
        weight: 20_000,
        truck_types: [6],
        note: "срочно",
      },
    });
    const id = Number(added.body.id);
    const [first] = (await list()).data;
    assert.equal(first?.id, id);
    assert.equal(first?.points.start.city.name, "Казань");
    await control({ changePrice: { id, price: 8_000_000 } });
    const { data } = await (await get(`/v1/carrier/cargos/${id}`, { source: "1", include: "contacts" }))
      .json();
    assert.equal(data.price_carrier, 8_000_000);
    assert.equal(data.extra.note, "срочно");
    await control({ removeLoad: id });
    assert.notEqual((await list()).data[0]?.id, id);
  });
});

Deno.test("a tick brings new loads", async () => {
  let now = NOON;
  await withCargoTech(async ({ list, control }) => {
    const before = (await list()).data[0]?.id;
    now += 1000;
    await control({ tick: "now" });
    assert.notEqual((await list()).data[0]?.id, before);
  }, { now: () => now });
});

Deno.test("yesterday's loads are swept out, and the market stays large", async () => {
  let now = NOON;
  await withCargoTech(async ({ list, control }) => {
    now += 20 * 24 * 3600 * 1000;
    await control({ tick: "now" });
    const { meta, data } = await list({ limit: "100" });
    assert.ok(meta.size >= 3000);
    assert.ok(data.every((row) => row.points.start.first_date >= "2026-03-30"));
  }, { now: () => now });
});

Deno.test("a changed password refuses the old one, and reset brings it back", async () => {
  await withCargoTech(async ({ url, control }) => {
    const status = async () => {
      const response = await signIn(url, PHONE, PASSWORD);
      await response.body?.cancel();
      return response.status;
    };
    await control({ password: "another" });
    assert.equal(await status(), 422);
    await control({ reset: true });
    assert.equal(await status(), 200);
    await control({ suspended: true });
    assert.equal(await status(), 403);
  });
});

Deno.test("a bad control command is refused with the field named, and changes nothing", async () => {
  await withCargoTech(async ({ get, control }) => {
    const bad: [unknown, string][] = [
      [{ latencyMs: "slow" }, "latencyMs"],
      [{ fualt: {} }, "fualt"],
      [{ fault: { status: 900 } }, "fault.status"],
      [{ fault: { tron: true } }, "fault.tron"],
      [{ addLoad: { start: "Атлантида" } }, "addLoad.start"],
      [{ fault: { status: 500 }, changePrice: { id: 1, price: 5 } }, "changePrice.id"],
      [[], "(body)"],
    ];
    for (const [command, field] of bad) {
      const { status, body } = await control(command);
      assert.equal(status, 400, field);
      assert.equal(body.field, field);
    }
    const response = await get("/v1/me");
    assert.equal(response.status, 200);
    await response.body?.cancel();
  });
});

Deno.test("the log can be read and cleared", async () => {
  await withCargoTech(async ({ url, list, control }) => {
    await list({ "filter[wv]": "20-83" });
    const log = async () => await (await fetch(`${url}/__control/log`)).json();
    const last = (await log()).at(-1);
    assert.equal(last.path, "/v2/cargos/views");
    assert.equal(last.query["filter[wv]"], "20-83");
    assert.equal(last.status, 200);
    await control({ clearLog: true });
    assert.deepEqual(await log(), []);
  });
});

Deno.test("answers can have fields nobody has seen yet", async () => {
  await withCargoTech(async ({ get, control }) => {
    const before = await (await get("/v2/cargos/views", MANDATORY)).json();
    await control({ newFields: true });
    const { data } = await (await get("/v2/cargos/views", MANDATORY)).json();
    assert.deepEqual(
      Object.keys(data[0]).slice(0, Object.keys(before.data[0]).length),
      Object.keys(before.data[0]),
    );
    assert.equal(data[0].eco_rating, 4.5);
    await control({ newFields: false });
    assert.deepEqual(await (await get("/v2/cargos/views", MANDATORY)).json(), before);
  });
});
