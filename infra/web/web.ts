// The web side of the product around its routes.
import type { Handler } from "../fresh/serve.ts";
import type { World } from "../world.ts";
import { createClientIp } from "./client_ip.ts";
import { createDrawOnce } from "./drawn_pages.ts";
import { createWebHandler } from "./handler.ts";
import { FactsByRequest } from "./request_facts.ts";
import { createSecurityHeaders } from "./security_headers.ts";
import { createThrottle } from "./token_bucket.ts";

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** What the web layer gives to routes. */
export type WebGiven = ReturnType<typeof given>;

export function createWeb(world: World, routesWith: (given: WebGiven) => Handler): Handler {
  const { config, newId, logger, metrics, alerts } = world;
  const facts = new FactsByRequest();
  return createWebHandler({
    routes: routesWith(given(world, facts)),
    facts,
    clientIp: createClientIp(config.TRUSTED_PROXIES),
    secure: createSecurityHeaders({ https: config.https, frameAncestors: config.FRAME_ANCESTORS }),
    observe({ method: asked, route, status, seconds }) {
      // A caller may invent methods, and every label value lives as long as the process.
      const method = METHODS.has(asked) ? asked : "other";
      metrics.requests.inc({ method, route, status: String(status) });
      metrics.requestSeconds.observe({ route }, seconds);
    },
    report: alerts.report,
    newId,
    logger,
  });
}

function given({ config, clock, alerts }: World, facts: FactsByRequest) {
  return {
    site: { botUsername: config.TELEGRAM_BOT_USERNAME, baseUrl: config.BASE_URL },
    throttle: createThrottle({ perSecond: config.RATE_LIMIT_PER_SECOND, clock }),
    drawOnce: createDrawOnce(),
    report: alerts.report,
    reportCrash: (error: unknown, req: Request) =>
      alerts.report(error, { requestId: facts.of(req).requestId }),
    factsOf: (req: Request) => facts.of(req),
  };
}
