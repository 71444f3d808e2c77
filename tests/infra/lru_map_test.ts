import assert from "node:assert/strict";
import fc from "fast-check";
import { LruMap } from "../../infra/lru_map.ts";

/** The same rules, told in the plainest way: newest use last. */
class Plain {
  entries: [number, string][] = [];

  constructor(readonly limit: number) {}

  get(key: number): string | undefined {
    const found = this.entries.find(([known]) => known === key);
    if (found !== undefined) this.set(...found);
    return found?.[1];
  }

  set(key: number, value: string): void {
    this.delete(key);
    this.entries.push([key, value]);
    this.entries = this.entries.slice(-this.limit);
  }

  delete(key: number): void {
    this.entries = this.entries.filter(([known]) => known !== key);
  }
}

Deno.test("whatever is put in, asked for and taken out, the least recently used go first", () => {
  const step = fc.tuple(fc.constantFrom("get", "set", "delete"), fc.nat(6));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 60 }), (limit, steps) => {
      const map = new LruMap<number, string>(limit), plain = new Plain(limit);
      for (const [n, [what, key]] of steps.entries()) {
        if (what === "get") assert.equal(map.get(key), plain.get(key));
        else if (what === "set") { for (const each of [map, plain]) each.set(key, `${n}`); }
        else for (const each of [map, plain]) each.delete(key);
        assert.deepEqual([...map.values()], plain.entries.map(([, value]) => value));
        assert.equal(map.size, plain.entries.length);
      }
    }),
  );
});

Deno.test("a cleared map is empty and can be filled again", () => {
  const map = new LruMap<number, string>(2);
  for (const key of [1, 2, 3]) map.set(key, `${key}`);
  map.clear();
  assert.deepEqual([map.size, map.get(3), [...map.values()]], [0, undefined, []]);
  map.set(4, "4");
  assert.deepEqual([...map.values()], ["4"]);
});
