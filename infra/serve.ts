// Serves until the operating system says stop, then ends in order: no new requests, what runs is finished, all is kept.
import type { Handler } from "./fresh/serve.ts";
import type { Workers } from "./workers/workers.ts";
import type { World } from "./world.ts";

/** Streams (live tails) have no end of their own: after this long they are cut, milliseconds. */
const GRACE = 5_000;

export async function serveUntilStopped(
  { world, workers, web }: { world: World; workers: Workers; web: Handler },
): Promise<void> {
  const { config, logger, alerts } = world;
  await world.projections.start();
  await workers.start();

  const abort = new AbortController();
  const server = Deno.serve({
    port: config.PORT,
    hostname: config.HOST,
    signal: abort.signal,
    onListen: ({ port }) => logger.info("listening", { address: config.BASE_URL, port }),
    onError: (error) => {
      alerts.report(error);
      return new Response("Internal Server Error", { status: 500 });
    },
  }, web);

  const signal = await firstOf("SIGINT", "SIGTERM");
  logger.info("stopping", { signal });
  const cut = setTimeout(() => abort.abort(), GRACE);
  await server.shutdown();
  clearTimeout(cut);
  await workers.stop();
  await world.close();
  logger.info("stopped");
  await alerts.flush();
}

function firstOf(...signals: Deno.Signal[]): Promise<Deno.Signal> {
  return new Promise((resolve) => {
    for (const signal of signals) {
      Deno.addSignalListener(signal, function heard() {
        for (const each of signals) Deno.removeSignalListener(each, heard);
        resolve(signal);
      });
    }
  });
}
