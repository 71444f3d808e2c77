// `deno task demo`: the product and a whole outside world on this machine; Ctrl-C ends all of it.
import { PRODUCT_PERMISSIONS, startDemoWorld } from "./demo_world.ts";
import { startChild, stopChildren, untilAnswers, untilSignal } from "./processes.ts";

const folder = await Deno.makeTempDir({ prefix: "cargotech-demo-" });
const stopped = untilSignal();
const world = await startDemoWorld(`${folder}/demo.kv`);
try {
  const product = startChild("the product", [...PRODUCT_PERMISSIONS, "main.ts"], world.env);
  world.children.push(product);
  await untilAnswers(`${world.app}/health/live`, product);
  say(`
  CargoTech Driver is running.

  The phone      ${world.phone}    choose a driver, press Start, open the app; dispatchers' chat beside it
  The Mini App   ${world.app}    as the phone opens it
  The console    ${world.app}/admin/events    sign in as Мария (admin) on the phone first
  CargoTech      ${world.cargotech}    sandbox of the freight exchange

  Ctrl-C ends it.
`);
  await stopped;
} finally {
  await stopChildren(world.children);
  await Deno.remove(folder, { recursive: true });
}
Deno.exit(0);

function say(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text + "\n"));
}
