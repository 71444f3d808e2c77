import assert from "node:assert/strict";
import { noted, withKv, write } from "../eventlog/kit.ts";
import { counts, running } from "./kit.ts";

Deno.test("rows that are handed out cannot be altered by those who read them", () =>
  withKv((kv) =>
    running(kv, [counts], async ({ log, running }) => {
      await log.append(write("a", 0, noted("x")));
      const view = running.view(counts);
      await view.reached(1);
      const row = await view.get(["all"]);
      assert.ok(row);
      assert.throws(() => Object.assign(row, { events: 7 }), TypeError);
      for (const listed of await view.list(["stream"])) {
        assert.throws(() => Object.assign(listed.row, { events: 7 }), TypeError);
      }
      assert.deepEqual(await view.get(["all"]), { events: 1, sum: 1 });
    })
  ));
