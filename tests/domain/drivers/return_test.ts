// A driver who was forgotten comes back, on two devices at once: one key, and everything under it can be read.
import assert from "node:assert/strict";
import { personalFieldsByType } from "../../../domain/events.ts";
import { createDrivers, type Drivers } from "../../../domain/drivers/mod.ts";
import { type DriverRow, drivers as projection } from "../../../domain/drivers/view.ts";
import { createExecute } from "../../../domain/shared/handle.ts";
import type { Origin } from "../../../domain/shared/origin.ts";
import type { View } from "../../../domain/shared/projection.ts";
import { createKeyring } from "../../../infra/crypto/keyring.ts";
import { createVault, type SealingVault } from "../../../infra/crypto/vault.ts";
import { createProjections } from "../../../infra/projections/projections.ts";
import { kvLog, NOW, unexpected, withKv } from "../../infra/eventlog/kit.ts";
import { quiet } from "../../infra/queue/kit.ts";

const user = { id: 7, firstName: "Иван", username: "ivan" };
const origin: Origin = { actor: { kind: "driver", id: "7" }, correlationId: "test" };

interface Returning {
  readonly vault: SealingVault;
  readonly drivers: Drivers;
  /** The drivers of another request, which stops after its first look at the row until `go` resolves. */
  stopped(go: Promise<void>): { drivers: Drivers; looked: Promise<void> };
}

/** A driver who signed in and was forgotten. */
function withForgotten(use: (returning: Returning) => Promise<void>): Promise<void> {
  return withKv(async (kv) => {
    const keyring = createKeyring([new Uint8Array(32).fill(7)]);
    const clock = () => NOW;
    const deps = { kv, keyring, clock, random: Math.random, personalFields: personalFieldsByType };
    const vault = createVault({ ...deps, alarm: unexpected });
    const log = kvLog(kv, vault);
    const projections = createProjections({
      ...{ kv, log, clock, logger: quiet, random: Math.random },
      projections: [projection],
    });
    await projections.start();
    const execute = createExecute({ log, clock, reactions: () => [] });
    const over = (view: View<DriverRow>) =>
      createDrivers({
        ...{ execute, view, vault, checkContact: () => null },
        endSession: () => Promise.resolve(),
        dropMarksAndSearches: () => Promise.resolve(),
        welcome: () => Promise.resolve(),
      });
    const view = projections.view(projection);
    const drivers = over(view);
    await drivers.signedIn(user, origin);
    await drivers.forget(user.id, origin);
    try {
      await use({
        vault,
        drivers,
        stopped(go) {
          const looked = Promise.withResolvers<void>();
          const get: typeof view.get = async (key) => {
            const row = await view.get(key);
            looked.resolve();
            await go;
            return row;
          };
          return { drivers: over({ ...view, get }), looked: looked.promise };
        },
      });
    } finally {
      await projections.stop();
    }
  });
}

Deno.test("a sign-in that began before another one ended deletes nothing that one has sealed", () =>
  withForgotten(async ({ vault, drivers, stopped }) => {
    const go = Promise.withResolvers<void>();
    const late = stopped(go.promise);
    const signingIn = late.drivers.signedIn(user, origin);
    await late.looked;
    assert.equal((await drivers.signedIn(user, origin)).firstName, "Иван");
    const phone = await vault.seal("7", "+79123456789");
    go.resolve();
    assert.equal((await signingIn).firstName, "Иван");
    assert.equal(await vault.open(phone), "+79123456789");
    assert.equal((await drivers.find(7))?.username, "ivan");
  }));

Deno.test("two sign-ins that both find the driver forgotten end with one key", () =>
  withForgotten(async ({ vault, drivers, stopped }) => {
    const go = Promise.withResolvers<void>();
    const [one, two] = [stopped(go.promise), stopped(go.promise)];
    const both = [one, two].map((each) => each.drivers.signedIn(user, origin));
    await Promise.all([one.looked, two.looked]);
    go.resolve();
    assert.deepEqual((await Promise.all(both)).map(({ firstName }) => firstName), ["Иван", "Иван"]);
    const phone = await vault.seal("7", "+79123456789");
    assert.equal((await drivers.signedIn(user, origin)).firstName, "Иван");
    assert.equal(await vault.open(phone), "+79123456789");
    assert.equal((await drivers.find(7))?.firstName, "Иван");
  }));
