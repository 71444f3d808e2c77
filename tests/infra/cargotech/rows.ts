// Answers in CargoTech's shape.

export function row(id: string | number, more: Record<string, unknown> = {}) {
  return {
    id,
    weight: 12_000,
    volume: 82,
    distance: 2008,
    price: 35_250_000,
    price_carrier: 33_000_000,
    price_per_km: 17_554,
    points: {
      start: {
        type: 1,
        position: 1,
        first_date: "2026-01-01",
        last_date: "2026-01-02",
        city: { id: 62, name: "Челябинск" },
      },
      finish: { type: 1, position: 2, first_date: "2026-01-05", city: { id: 39, name: "Москва" } },
    },
    company: { id: 1, inn: "7700000000", name: "Перевозчик", type: "broker", security_status: 0 },
    load_types: [{ id: 1, name: "задняя", short_name: "задн." }, { id: 2, name: "боковая" }],
    truck_types: [{ id: 6, name: "рефрижератор", short_name: "реф." }, { id: 7, name: "изотерм" }],
    ...more,
  };
}

export function rows(count: number, from = 1) {
  return Array.from({ length: count }, (_, index) => row(6_236_980_000 + from + index));
}

export function list(data: unknown[], meta: Record<string, unknown> = {}) {
  return { data, meta: { limit: 20, offset: 0, size: data.length, ...meta } };
}
