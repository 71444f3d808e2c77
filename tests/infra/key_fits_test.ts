// Keys are measured as the store measures them.
import assert from "node:assert/strict";
import { keyFits } from "../../infra/key_fits.ts";

Deno.test("a key is said to fit exactly when the store takes it", async () => {
  using kv = await Deno.openKv(":memory:");
  const takes = (key: (string | number)[]) => kv.set(key, 1).then(() => true, () => false);
  for (const letter of ["a", "я", "\0", "😀"]) {
    const most = Math.floor(2048 / (letter === "\0" ? 2 : new TextEncoder().encode(letter).length));
    for (const length of [most - 9, most - 5, most - 4, most - 3, most - 2, most - 1, most, most + 1]) {
      const key = ["v", letter.repeat(length)];
      assert.equal(keyFits(key), await takes(key), `${length} of ${JSON.stringify(letter)}`);
      assert.equal(
        keyFits([...key, 7]),
        await takes([...key, 7]),
        `${length} of ${JSON.stringify(letter)}, 7`,
      );
    }
  }
});
