// Serves requests, and ends in order: no new requests, what runs is finished, everything is kept.
import type { Handler } from "./fresh/serve.ts";
import { HungUp } from "./web/hang_up.ts";
import type { Workers } from "./workers/workers.ts";
import type { World } from "./world.ts";

/** Requests get this long to finish; live tails have no end of their own and are cut at once. Milliseconds. */
const GRACE = 10_000;

/** Resolves when the address answers, or soon after `stopping` aborts; the result stops everything. */
export async function serve(
  { world, workers, web, stopping }: { world: World; workers: Workers; web: Handler; stopping?: AbortSignal },
): Promise<(why: string) => Promise<void>> {
  const { config, logger, alerts } = world;
  await world.projections.start(stopping);
  if (stopping?.aborted) {
    return async (why) => {
      logger.info("stopped before it had started", { why });
      await world.live.stop();
      await world.close();
      await alerts.flush();
    };
  }
  await workers.start();

  const server = Deno.serve({
    port: config.PORT,
    hostname: config.HOST,
    onListen: ({ port }) => logger.info("listening", { address: config.BASE_URL, port }),
    onError(error) {
      if (!(error instanceof HungUp)) alerts.report(error);
      return new Response("Internal Server Error", { status: 500 });
    },
  }, web);

  return async (why) => {
    logger.info("stopping", { why });
    await world.live.stop();
    const cut = Promise.withResolvers<void>();
    const patience = setTimeout(cut.resolve, GRACE);
    // Who is not finished by then is cut by the end of the process: a server that is shutting down cannot be aborted.
    await Promise.race([server.shutdown(), cut.promise]);
    clearTimeout(patience);
    await workers.stop();
    await world.close();
    logger.info("stopped");
    await alerts.flush();
  };
}
