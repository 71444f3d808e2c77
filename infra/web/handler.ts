// The outermost layer of every request: its id and caller, security headers, compression, one log line, metrics.
import type { Handler } from "../fresh/serve.ts";
import type { Logger } from "../logger.ts";
import { compress } from "./compress.ts";
import { pageAfterSignIn, wantsPage } from "./page_after_sign_in.ts";
import type { FactsByRequest } from "./request_facts.ts";

export interface WebDeps {
  readonly routes: Handler;
  readonly facts: FactsByRequest;
  readonly clientIp: (req: Request, socketAddress: string) => string;
  readonly secure: (headers: Headers, pathname: string) => void;
  readonly observe: (request: { method: string; route: string; status: number; seconds: number }) => void;
  readonly newId: () => string;
  readonly logger: Logger;
}

export function createWebHandler(deps: WebDeps): Handler {
  const { facts, clientIp, secure, observe, newId, logger } = deps;
  const routes = compress(deps.routes);

  return async (req, info) => {
    const started = performance.now();
    const { pathname } = new URL(req.url);
    const known = facts.note(req, {
      requestId: newId(),
      clientIp: clientIp(req, socketAddress(info)),
      route: null,
    });
    let response = await routes(req, info);
    if (wantsPage(req, response)) {
      response = await pageAfterSignIn(req, response, (page) => {
        facts.note(page, known);
        return routes(page, info);
      });
    }
    secure(response.headers, pathname);
    response.headers.set("x-request-id", known.requestId);

    const seconds = (performance.now() - started) / 1000;
    const { status } = response;
    observe({ method: req.method, route: known.route ?? "unmatched", status, seconds });
    const level = status >= 500 ? "error" : status >= 400 || req.method !== "GET" ? "info" : "debug";
    logger[level]("request", {
      requestId: known.requestId,
      method: req.method,
      path: pathname,
      status,
      ms: Math.round(seconds * 1000),
    });
    return response;
  };
}

function socketAddress(info: Deno.ServeHandlerInfo | undefined): string {
  const address = info?.remoteAddr;
  return address && "hostname" in address ? address.hostname : "";
}
