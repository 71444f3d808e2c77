// What staff types takes effect with the next call, whatever is being read at that moment.
import assert from "node:assert/strict";
import { createProviderSecret } from "../../../infra/payments/secret.ts";

/** A store whose answers come when the test lets them, each with what was kept when it was asked. */
function slowStore(kept: string | null) {
  const answers: (() => void)[] = [];
  const store = { kept, isSlow: false };
  return {
    store,
    answers,
    get: () => {
      const answer = store.kept;
      if (!store.isSlow) return Promise.resolve(answer);
      return new Promise<string | null>((resolve) => answers.push(() => resolve(answer)));
    },
  };
}

Deno.test("a key set while an older read is under way: who asks after it has the new key", async () => {
  const { store, answers, get } = slowStore("old");
  const secret = await createProviderSecret({ get }, "yookassa_secret_key", "");
  store.isSlow = true;
  const before = secret.read();
  store.kept = "new";
  const after = secret.read();
  for (const answer of answers.toReversed()) answer();
  assert.deepEqual(await Promise.all([before, after]), ["old", "new"]);
  // The older answer came last, and is not what is known.
  assert.equal(secret.known, "new");
});

Deno.test("what staff has typed wins over the environment, which holds where nothing was typed", async () => {
  const { store, get } = slowStore(null);
  const secret = await createProviderSecret({ get }, "yookassa_secret_key", "from the environment");
  assert.deepEqual([secret.known, await secret.read()], ["from the environment", "from the environment"]);
  store.kept = "typed";
  assert.deepEqual([await secret.read(), secret.known], ["typed", "typed"]);
});
