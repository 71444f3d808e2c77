// Rebuilds a view over and over until it is killed; says so after every write to the store.
import { createProjections } from "../../../infra/projections/projections.ts";
import { faultyKv } from "../eventlog/faulty_kv.ts";
import { kvLog } from "../eventlog/kit.ts";
import { quiet } from "../queue/kit.ts";
import { spread } from "./kit.ts";

const [path = ""] = Deno.args;
const said = new TextEncoder().encode("wrote\n");
const kv = faultyKv(await Deno.openKv(path), () => void Deno.stdout.writeSync(said));
const views = createProjections({
  kv,
  log: kvLog(kv),
  projections: [spread],
  logger: quiet,
  clock: Date.now,
  random: Math.random,
});
await views.start();
for (;;) {
  await views.rebuild(spread.name);
  await Array.fromAsync(views.progress(spread.name, new AbortController().signal));
}
