// `deno task demo`: the product and a whole outside world on this machine; Ctrl-C ends all of it.
import { PRODUCT_FLAGS, startDemoWorld } from "./demo_world.ts";
import { startChild, stopChildren, untilAnswers, untilSignal } from "./processes.ts";

const folder = await Deno.makeTempDir({ prefix: "cargotech-demo-" });
const stopped = untilSignal();
const world = await startDemoWorld(`${folder}/demo.kv`);
try {
  const product = startChild("the product", [...PRODUCT_FLAGS, "main.ts"], world.env);
  world.children.push(product);
  await untilAnswers(`${world.app}/health/live`, product);
  const settings = await writeSettings(folder, world.env);
  say(`
  CargoTech Driver is running.

  The phone      ${world.phone}    choose a driver, press Start, open the app; dispatchers' chat beside it
  The Mini App   ${world.app}    as the phone opens it
  The console    ${world.app}/admin    choose Мария (admin) on the phone and open the app there first
  CargoTech      ${world.cargotech}/__control/log    what the freight exchange was asked
  YooKassa       ${world.yookassa}/__control/payments    what it knows of; its page opens when a driver pays
  Stripe         ${world.stripe}/__control/events    the same for foreign cards
  Telegram       ${world.phone}/__control/log    what the bot did; Stars are paid on the phone

  Loads, outages and payments on command: sandbox/README.md.

  The store      ${folder}/demo.kv    gone after Ctrl-C

  To try docs/history.md on it, in another terminal:    . ${settings}

  Ctrl-C ends it.
`);
  await stopped;
} finally {
  await stopChildren(world.children);
  await Deno.remove(folder, { recursive: true });
}
Deno.exit(0);

/** Where the store is and its throw-away keys, as a file for a shell: the commands of docs/history.md read them. */
async function writeSettings(folder: string, env: Readonly<Record<string, string>>): Promise<string> {
  const path = `${folder}/store.env`;
  const names = ["KV_PATH", "ENCRYPTION_KEYS", "SECRET_KEY"];
  const lines = names.map((name) => `export ${name}=${env[name]}\n`);
  await Deno.writeTextFile(path, lines.join(""), { mode: 0o600 });
  return path;
}

function say(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text + "\n"));
}
