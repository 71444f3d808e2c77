// One request: what was asked, the state gathered on the way, and the means to answer.
import { isValidElement, type VNode } from "preact";
import type { Middleware } from "./define.ts";
import { respond, type View } from "./render.ts";
import type { Site } from "./serve.ts";

/** What the router found: everything that runs, root first and the route itself last, and what a page is drawn in. */
export type Endpoint<State> = { steps: Middleware<State>[]; view: View<State> };
export type Matched<State> = Endpoint<State> & { route: string | null; params: Record<string, string> };

/** Key of what the adapter itself keeps with a request; routes cannot name it. */
export const INTERNAL = Symbol("fresh.internal");

export class Context<State> {
  readonly state: State = {} as State;
  /** The pattern of the path, and its decoded parameters. */
  readonly route: string | null;
  readonly params: Record<string, string>;
  /** What was thrown, while the error page is drawn. */
  error: unknown = null;
  data: unknown = undefined;
  readonly [INTERNAL]: Endpoint<State> & { site: Site; at: number };

  constructor(
    readonly req: Request,
    readonly url: URL,
    readonly info: Deno.ServeHandlerInfo,
    { route, params, steps, view }: Matched<State>,
    site: Site,
  ) {
    this.route = route;
    this.params = params;
    this[INTERNAL] = { site, steps, view, at: 0 };
  }

  /** The rest of the chain; throws what the rest throws. */
  async next(): Promise<Response> {
    const step = this[INTERNAL].steps[this[INTERNAL].at++];
    if (step === undefined) throw new Error("Cannot continue the request: next() was called after the route");
    return await step(this);
  }

  /** Draws `vnode` inside the layouts and `_app` of this route; `null` draws them around nothing. */
  render(vnode: VNode | null, init?: ResponseInit): Promise<Response> {
    if (vnode === null || isValidElement(vnode)) return Promise.resolve(respond(this, vnode, init));
    throw new TypeError(`Cannot render ${String(vnode)}: ctx.render() takes JSX or null`);
  }

  /** A path stays on this site whatever slashes or backslashes it begins with. */
  redirect(pathOrUrl: string, status = 302): Response {
    return new Response(null, { status, headers: { location: pathOrUrl.replace(/^[/\\]{2,}/, "/") } });
  }

  text(content: string, init?: ResponseInit): Response {
    return new Response(content, init);
  }

  html(content: string, init?: ResponseInit): Response {
    const headers = new Headers(init?.headers);
    headers.set("content-type", "text/html; charset=utf-8");
    return new Response(content, { ...init, headers });
  }

  json(content: unknown, init?: ResponseInit): Response {
    return Response.json(content, init);
  }
}
