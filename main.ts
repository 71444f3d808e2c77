// Starts the product: configuration, the outside world, the application, its workers, the web. Ends what it started.
import { App, staticFiles } from "fresh";
import { createApp } from "./domain/app.ts";
import manifest from "./fresh.gen.ts";
import { createPorts } from "./infra/app_ports.ts";
import { parseConfig } from "./infra/config.ts";
import { bindManifest, readSnapshot } from "./infra/fresh/serve.ts";
import { createOperations } from "./infra/operations.ts";
import { runUntilStopped } from "./infra/process.ts";
import { serve } from "./infra/serve.ts";
import { createWeb } from "./infra/web/web.ts";
import { createWorkers } from "./infra/workers/workers.ts";
import { createWorld, type WorldOptions } from "./infra/world.ts";
import type { State } from "./routes/(_shared)/define.ts";
import { provide } from "./routes/(_shared)/provide.ts";

/** Starts everything from an environment, unless `stopping` aborts meanwhile; `stop` ends it in order. */
export async function start(
  environment: Record<string, string>,
  { stopping, ...options }: WorldOptions & { readonly stopping?: AbortSignal } = {},
) {
  const world = await createWorld(parseConfig(environment), options);
  const app = createApp(createPorts(world));
  const workers = createWorkers(world, app);
  const snapshot = await readSnapshot(new URL("./_fresh/", import.meta.url));
  const web = createWeb(world, (given) => {
    const provided = provide({ app, operations: createOperations(world), ...given });
    const site = new App<State>().use(staticFiles()).use(provided).fsRoutes();
    return bindManifest(site, manifest, { snapshot, report: given.reportCrash });
  });
  const stop = await serve({ world, workers, web, ...(stopping && { stopping }) });
  return { app, world, workers, stop };
}

if (import.meta.main) {
  await runUntilStopped((stopping) => start(Deno.env.toObject(), { stopping }));
}
