// `deno task dev`: as the demo, rebuilt and restarted whenever a source file changes.
import { PRODUCT_FLAGS, startDemoWorld } from "./demo_world.ts";
import { type Child, startChild, stopChildren, untilAnswers, untilSignal } from "./processes.ts";

const FOLDERS = ["components", "domain", "infra", "islands", "routes", "static", "texts", "main.ts"];
/** Editors write a file in several steps; wait until they are done, milliseconds. */
const SETTLE = 150;

const folder = await Deno.makeTempDir({ prefix: "cargotech-dev-" });
const world = await startDemoWorld(`${folder}/dev.kv`);
let product = await start();
say(`phone ${world.phone}   app ${world.app}`);

const watcher = Deno.watchFs(FOLDERS);
untilSignal().then(() => watcher.close());
let timer: ReturnType<typeof setTimeout> | undefined;
let restarting = Promise.resolve();
for await (const _change of watcher) {
  clearTimeout(timer);
  timer = setTimeout(() => restarting = restarting.then(restart), SETTLE);
}
clearTimeout(timer);
await restarting;
await stopChildren([...world.children, product]);
await Deno.remove(folder, { recursive: true });
Deno.exit(0);

async function start(): Promise<Child> {
  const build = startChild("the build", ["--allow-all", "tools/build.ts", "--if-stale"], {});
  if (!(await build.process.status).success) say("the build failed; the last good one stays");
  const child = startChild("the product", [...PRODUCT_FLAGS, "main.ts"], {
    ...world.env,
    LOG_LEVEL: "info",
  });
  await untilAnswers(`${world.app}/health/live`, child).catch((error) => say(String(error)));
  return child;
}

async function restart(): Promise<void> {
  await stopChildren([product]);
  product = await start();
  say("reloaded");
}

function say(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text + "\n"));
}
