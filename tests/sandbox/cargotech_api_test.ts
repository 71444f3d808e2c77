// The CargoTech sandbox keeps to what is known of the real API: sign-in, filters, paging, detail, dictionaries.
import assert from "node:assert/strict";
import { CITIES, distanceKm } from "../../sandbox/cargotech/cities.ts";
import { innCheckDigit } from "../../sandbox/cargotech/companies.ts";
import { MANDATORY, PASSWORD, PHONE, type Row, signIn, withCargoTech } from "./cargotech_client.ts";

const city = (name: string) => CITIES.find((each) => each.name === name) ?? assert.fail(name);

Deno.test("signing in gives an opaque token of 54 characters, however the phone is spaced", async () => {
  await withCargoTech(async ({ url }) => {
    const response = await signIn(url, "7 (900) 0000001", PASSWORD);
    assert.equal(response.status, 200);
    const { data } = await response.json();
    assert.deepEqual(Object.keys(data), ["token"]);
    assert.match(data.token, /^\d{5}\|[A-Za-z0-9]{48}$/);
  });
});

Deno.test("wrong credentials are 422 with errors, and the log keeps only that they did not match", async () => {
  await withCargoTech(async ({ url }) => {
    const response = await signIn(url, PHONE, "wrong-secret");
    assert.equal(response.status, 422);
    assert.ok((await response.json()).errors.phone);
    const log = await (await fetch(`${url}/__control/log`)).text();
    assert.ok(!log.includes("wrong-secret") && !log.includes("900"));
    assert.deepEqual(JSON.parse(log).at(-1).note, { credentialsMatched: false });
  });
});

Deno.test("nothing is readable without a live token", async () => {
  await withCargoTech(async ({ url, get, control }) => {
    const anonymous = await fetch(`${url}/v1/me`);
    assert.equal(anonymous.status, 401);
    await anonymous.body?.cancel();
    const known = await get("/v1/me");
    assert.equal(known.status, 200);
    await known.body?.cancel();
    await control({ expireTokens: true });
    const expired = await get("/v1/me");
    assert.equal(expired.status, 401);
    await expired.body?.cancel();
  });
});

Deno.test("each mandatory parameter is demanded by name", async () => {
  await withCargoTech(async ({ get }) => {
    for (const name of Object.keys(MANDATORY)) {
      const query: Record<string, string> = { ...MANDATORY };
      delete query[name];
      const response = await get("/v2/cargos/views", query);
      assert.equal(response.status, 422, name);
      assert.ok((await response.json()).errors[name], name);
    }
    const untyped = await get("/v2/cargos/views", { ...MANDATORY, "filter[start_point_id]": "1" });
    assert.ok((await untyped.json()).errors["filter[start_point_type]"]);
  });
});

Deno.test("the market is large and believable", async () => {
  await withCargoTech(async ({ list }) => {
    const rows: Row[] = [];
    const { meta } = await list();
    assert.ok(meta.size >= 3000);
    for (let offset = 0; offset < 1000; offset += 100) {
      rows.push(...(await list({ limit: "100", offset: String(offset) })).data);
    }
    for (const row of rows) {
      assert.match(String(row.id), /^\d{10}$/);
      assert.equal(innCheckDigit(row.company.inn.slice(0, 9)), row.company.inn[9]);
      const [from, to] = [city(row.points.start.city.name), city(row.points.finish.city.name)];
      const straight = distanceKm(from, to);
      assert.ok(
        row.distance >= straight && row.distance <= straight * 1.3 + 1,
        `${from.name}–${to.name} ${row.distance}`,
      );
      if (row.price_per_km !== null) {
        assert.ok(row.price_per_km > 4000 && row.price_per_km < 12_500, `${row.price_per_km} kopecks a km`);
      }
      assert.ok(row.truck_types.length > 0 && row.load_types.length > 0);
    }
    const perKm = (kept: (row: Row) => boolean) => {
      const prices = rows.filter(kept).flatMap((row) => row.price_per_km ?? []);
      return prices.reduce((sum, price) => sum + price, 0) / prices.length;
    };
    assert.ok(perKm((row) => row.distance < 300) > perKm((row) => row.distance > 1500));
  });
});

interface FilterCase {
  name: string;
  query: Record<string, string>;
  holds: (row: Row) => boolean;
}

const within = (row: Row, end: "start" | "finish", name: string, km: number) =>
  distanceKm(city(row.points[end].city.name), city(name)) <= km;

const FILTERS: FilterCase[] = [
  {
    name: "place of loading",
    query: { "filter[start_point_id]": String(city("Казань").id), "filter[start_point_type]": "2" },
    holds: (row) => within(row, "start", "Казань", 50),
  },
  {
    name: "place of unloading within a radius",
    query: {
      "filter[finish_point_id]": String(city("Москва").id),
      "filter[finish_point_type]": "2",
      "filter[finish_point_radius]": "200",
    },
    holds: (row) => within(row, "finish", "Москва", 200),
  },
  {
    name: "day of loading",
    query: { "filter[start_date]": "2026-03-11" },
    holds: (row) => row.points.start.first_date.startsWith("2026-03-11"),
  },
  {
    name: "weight and volume",
    query: { "filter[wv]": "7.5-45" },
    holds: (row) => row.weight <= 7500 && row.volume <= 45,
  },
  {
    name: "loading types",
    query: { "filter[load_types]": "5,6" },
    holds: (row) => row.load_types.some(({ id }) => id === 5 || id === 6),
  },
  {
    name: "body types",
    query: { "filter[truck_types]": "6" },
    holds: (row) => row.truck_types.some(({ id }) => id === 6),
  },
  {
    name: "distance",
    query: { "filter[distance]": "300,700" },
    holds: (row) => row.distance >= 300 && row.distance <= 700,
  },
  {
    name: "price",
    query: { "filter[price]": "5000000,9000000" },
    holds: (row) => (row.price_carrier ?? 0) >= 5_000_000 && (row.price_carrier ?? 0) <= 9_000_000,
  },
  {
    name: "price per kilometre",
    query: { "filter[price_per_km]": "8000,9000" },
    holds: (row) => (row.price_per_km ?? 0) >= 8000 && (row.price_per_km ?? 0) <= 9000,
  },
];

for (const { name, query, holds } of FILTERS) {
  Deno.test(`the filter by ${name} finds exactly the loads it describes`, async () => {
    await withCargoTech(async ({ list }) => {
      const everything: Row[] = [];
      const { meta: { size } } = await list();
      for (let offset = 0; offset < size; offset += 100) {
        everything.push(...(await list({ limit: "100", offset: String(offset) })).data);
      }
      const expected = everything.filter(holds).map(({ id }) => id);
      assert.ok(expected.length > 0 && expected.length < size);
      const found = await list({ ...query, limit: "100" });
      assert.equal(found.meta.size, expected.length);
      assert.deepEqual(found.data.map(({ id }) => id), expected.slice(0, 100));
    });
  });
}

Deno.test("filters work together, and the owner's loads are fewer than all", async () => {
  await withCargoTech(async ({ list }) => {
    const all = await list({ "filter[truck_types]": "6", "filter[wv]": "20-83" });
    const own = await list({ "filter[truck_types]": "6", "filter[wv]": "20-83", "filter[mode]": "my" });
    assert.ok(own.meta.size > 0 && own.meta.size < all.meta.size);
    const company = all.data[0]?.company.inn ?? assert.fail();
    const owned = await list({ "filter[owner_company]": company });
    assert.ok(owned.data.length > 0 && owned.data.every((row) => row.company.inn === company));
  });
});

Deno.test("pages follow each other without repetition and end short", async () => {
  await withCargoTech(async ({ list }) => {
    const query = { "filter[truck_types]": "9", limit: "7" };
    const { meta: { size } } = await list(query);
    const seen = new Set<number>();
    for (let offset = 0; offset < size; offset += 7) {
      const page = await list({ ...query, offset: String(offset) });
      assert.equal(page.data.length, Math.min(7, size - offset));
      for (const row of page.data) seen.add(row.id);
    }
    assert.equal(seen.size, size);
  });
});

Deno.test("a load's detail adds addresses, comment, shipper and contacts to its row", async () => {
  await withCargoTech(async ({ list, get }) => {
    const row = (await list()).data[0] ?? assert.fail();
    const response = await get(`/v1/carrier/cargos/${row.id}`, { source: "1", include: "contacts" });
    const { data } = await response.json();
    assert.equal(data.price, row.price);
    assert.ok(data.points.start.address && data.shipper.inn && data.contacts[0].name && data.cargo_type.name);
    assert.equal(Object.keys(data.extra).length, 10);
    const missing = await get("/v1/carrier/cargos/1", { source: "1", include: "contacts" });
    assert.equal(missing.status, 404);
    await missing.body?.cancel();
  });
});

Deno.test("dictionaries know cities by part of the name, bodies and loading types", async () => {
  await withCargoTech(async ({ get }) => {
    const points =
      await (await get("/v1/dictionaries/points", { "filter[name]": "мос", limit: "10", offset: "0" }))
        .json();
    assert.deepEqual(points.data[0], { id: city("Москва").id, name: "Москва", type: 2 });
    for (const path of ["truck_types", "load_types"]) {
      const { data } = await (await get(`/v1/dictionaries/${path}`)).json();
      assert.deepEqual(Object.keys(data[0]), ["id", "name", "short_name"]);
    }
  });
});

Deno.test("the same seed gives the same market", async () => {
  const rows: unknown[] = [];
  for (let run = 0; run < 2; run++) {
    await withCargoTech(async ({ list }) => void rows.push((await list()).data));
  }
  assert.deepEqual(rows[0], rows[1]);
});
