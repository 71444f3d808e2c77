// The shapes handlers, pages, layouts and middlewares are written to (Fresh 2's names).
import type { ComponentChildren, ComponentType } from "preact";
import type { Context } from "./context.ts";

export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

/** A step before the route: answers itself or returns `ctx.next()`. */
export type Middleware<State> = (ctx: Context<State>) => Response | Promise<Response>;

/** What a handler returns to have its page drawn with `data`; made by `page()`. */
export interface PageResponse<Data> {
  readonly data: Data;
  readonly status?: number | undefined;
  readonly headers?: HeadersInit | undefined;
}

export type HandlerResult<Data> = Response | PageResponse<Data>;

export type HandlerFn<Data, State> = (
  ctx: Context<State>,
) => HandlerResult<Data> | Promise<HandlerResult<Data>>;

export type HandlerByMethod<Data, State> = { [M in Method]?: HandlerFn<Data, State> };

/** A function serves every method; an object serves the methods it names (HEAD falls back to GET). */
export type RouteHandler<Data, State> = HandlerFn<Data, State> | HandlerByMethod<Data, State>;

type DataOfResult<R> = Awaited<R> extends infer A ? A extends PageResponse<infer Data> ? Data : never : never;
type DataOfHandler<H> = H extends (...args: never[]) => infer R ? DataOfResult<R> : never;

/** The page data a handler (or any of its methods) passes to `page()`. */
export type RouteData<H> = H extends (...args: never[]) => unknown ? DataOfHandler<H>
  : { [M in keyof H]: DataOfHandler<H[M]> }[keyof H];

/** Props of pages, layouts, `_app` and `_error`: the request without the means to answer it. */
export type PageProps<Data = unknown, State = unknown> =
  & Pick<
    Context<State>,
    "config" | "url" | "req" | "params" | "info" | "state" | "isPartial" | "error" | "route"
  >
  & { data: Data; Component: ComponentType };

/** A function component; an async one may also answer with a `Response` of its own. */
export type PageComponent<Props> = (
  props: Props,
) => ComponentChildren | Promise<ComponentChildren | Response>;

export interface LayoutConfig {
  /** Drop the layouts of the parent folders. */
  skipInheritedLayouts?: boolean;
  /** Drop `_app`. */
  skipAppWrapper?: boolean;
}

export type RouteConfig = LayoutConfig;

export interface Route<State> {
  component?: PageComponent<PageProps<never, State>>;
  handler?: RouteHandler<unknown, State>;
  config?: RouteConfig;
}
