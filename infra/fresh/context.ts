// One request: what was asked, the state gathered on the way, and the means to answer.
import type { ComponentChild, VNode } from "preact";
import { isValidElement } from "preact";
import type { ResolvedFreshConfig } from "./app.ts";
import type { Binding } from "./binding.ts";
import { renderDocument } from "./render.ts";
import type { LayoutConfig, Middleware } from "./types.ts";
import { narrowed, type View } from "./view.ts";

/** What the router found for a request; `steps` end with the route itself. */
export interface Matched<State> {
  route: string | null;
  params: Record<string, string>;
  steps: Middleware<State>[];
  view: View<State>;
  /** Methods the route has, when the one asked for is not among them. */
  allow?: string;
}

export class Context<State> {
  readonly route: string | null;
  readonly params: Record<string, string>;
  readonly state: State = {} as State;
  readonly isPartial = false;
  error: unknown = null;
  data: unknown = undefined;
  #steps: Middleware<State>[];
  #at = 0;
  #view: View<State>;

  constructor(
    readonly req: Request,
    readonly url: URL,
    readonly info: Deno.ServeHandlerInfo,
    readonly config: ResolvedFreshConfig,
    matched: Matched<State>,
    private readonly binding: Binding,
  ) {
    this.route = matched.route;
    this.params = matched.params;
    this.#steps = matched.steps;
    this.#view = matched.view;
  }

  /** The rest of the chain; throws what the rest throws. */
  async next(): Promise<Response> {
    const step = this.#steps[this.#at++];
    if (step === undefined) throw new Error("Cannot continue the request: next() was called after the route");
    return await step(this);
  }

  /** Draws `vnode` inside the layouts and `_app` of this route; `null` draws them around nothing. */
  render(vnode: VNode | null, init?: ResponseInit, config?: LayoutConfig): Promise<Response> {
    if (vnode !== null && !isValidElement(vnode)) {
      throw new TypeError(`Cannot render ${String(vnode)}: ctx.render() takes JSX or null`);
    }
    return renderDocument(this, vnode, narrowed(this.#view, config), this.binding, init);
  }

  /** 302 by default. A path stays on this site whatever slashes or backslashes it begins with. */
  redirect(pathOrUrl: string, status = 302): Response {
    const location = /^[/\\]{2,}/.test(pathOrUrl) ? pathOrUrl.replace(/^[/\\]+/, "/") : pathOrUrl;
    return new Response(null, { status, headers: { location } });
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

  /** Not part of Fresh's API: the built bundles and files of the application this request belongs to. */
  static bindingOf<S>(ctx: Context<S>): Binding {
    return ctx.binding;
  }

  /** Not part of Fresh's API: from here on the request is drawn as an error, in the layouts of `view`. */
  static fail<S>(ctx: Context<S>, error: unknown, view?: View<S>): void {
    ctx.error = error;
    if (view !== undefined) ctx.#view = view;
  }

  /** Not part of Fresh's API: `render` for whatever a component may return. */
  static draw<S>(ctx: Context<S>, content: ComponentChild, init?: ResponseInit): Promise<Response> {
    return renderDocument(ctx, content, ctx.#view, ctx.binding, init);
  }
}
