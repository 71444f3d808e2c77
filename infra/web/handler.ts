// The outermost layer of every request: its id and caller, security headers, compression, one log line, metrics.
import type { Handler } from "../fresh/serve.ts";
import type { Logger } from "../logger.ts";
import { compress } from "./compress.ts";
import { answerAndLetGo } from "./hang_up.ts";
import { asksForPage, pageAfterSignIn } from "./page_after_sign_in.ts";
import type { FactsByRequest, RequestFacts } from "./request_facts.ts";

export interface WebDeps {
  readonly routes: Handler;
  readonly facts: FactsByRequest;
  readonly clientIp: (req: Request, socketAddress: string) => string;
  readonly secure: (headers: Headers, pathname: string) => void;
  readonly observe: (request: { method: string; route: string; status: number; seconds: number }) => void;
  /** Told of what no route could answer. */
  readonly report: (error: unknown, fields: { requestId: string }) => void;
  readonly newId: () => string;
  readonly logger: Logger;
}

export function createWebHandler(deps: WebDeps): Handler {
  const { facts, clientIp, secure, observe, report, newId, logger } = deps;
  const routes = compress(deps.routes);

  async function answer(known: RequestFacts, ...[req, info]: Parameters<Handler>): Promise<Response> {
    try {
      if (!asksForPage(req)) return await routes(req, info);
      const response = await deps.routes(req, info);
      if (response.status !== 200) return response;
      return await pageAfterSignIn(req, response, (page) => {
        facts.note(page, known);
        return routes(page, info);
      });
    } catch (error) {
      report(error, { requestId: known.requestId });
      return new Response("Internal Server Error", { status: 500 });
    }
  }

  return async (req, info) => {
    const started = performance.now();
    // A Host header may hold anything, and then there is no address to route by.
    const pathname = URL.parse(req.url)?.pathname;
    const known = facts.note(req, {
      requestId: newId(),
      clientIp: clientIp(req, socketAddress(info)),
      route: null,
    });
    const response = pathname === undefined
      ? new Response("Bad Request", { status: 400 })
      : await answer(known, req, info);
    secure(response.headers, pathname ?? "/");
    response.headers.set("x-request-id", known.requestId);

    const seconds = (performance.now() - started) / 1000;
    const { status } = response;
    observe({ method: req.method, route: known.route ?? "unmatched", status, seconds });
    const level = status >= 500 ? "error" : status >= 400 || req.method !== "GET" ? "info" : "debug";
    logger[level]("request", {
      requestId: known.requestId,
      method: req.method,
      path: pathname && withoutSecret(pathname),
      status,
      ms: Math.round(seconds * 1000),
    });
    return await answerAndLetGo(req, response);
  };
}

function socketAddress(info: Deno.ServeHandlerInfo | undefined): string {
  const address = info?.remoteAddr;
  return address && "hostname" in address ? address.hostname : "";
}

/** The address of a webhook can be its secret. */
function withoutSecret(pathname: string): string {
  return pathname.replace(/^(\/webhooks\/[^/]+\/|\/api\/payments\/webhook\/).+/, "$1…");
}
