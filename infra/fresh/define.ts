// What handlers, pages, layouts and middlewares are written with: Fresh 2's names for their shapes, and the few
// values that go with them.
import type { ComponentChildren, ComponentType } from "preact";
import type { Context } from "./context.ts";

type MaybePromise<T> = T | Promise<T>;

/** A step before the route: answers itself or returns `ctx.next()`. */
export type Middleware<State> = (ctx: Context<State>) => MaybePromise<Response>;

/** What a handler returns to have its page drawn with `data`; made by `page()`. */
export type PageResponse<Data> = PageInit & { data: Data };
type PageInit = { status?: number; headers?: HeadersInit };
export type HandlerFn<Data, State> = (ctx: Context<State>) => MaybePromise<Response | PageResponse<Data>>;
export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";
export type HandlerByMethod<Data, State> = { [M in Method]?: HandlerFn<Data, State> };
/** A function serves every method; an object serves the methods it names (HEAD falls back to GET). */
export type RouteHandler<Data, State> = HandlerFn<Data, State> | HandlerByMethod<Data, State>;

type DataOf<H> = H extends (...args: never[]) => infer R ? Extract<Awaited<R>, PageResponse<unknown>>["data"]
  : never;
/** The page data a handler (or any of its methods) passes to `page()`. */
export type RouteData<H> = H extends (...args: never[]) => unknown ? DataOf<H>
  : { [M in keyof H]: DataOf<H[M]> }[keyof H];

/** Props of pages, layouts, `_app` and `_error`: the request without the means to answer it. */
export type PageProps<Data = unknown, State = unknown> =
  & Pick<Context<State>, "url" | "req" | "params" | "info" | "state" | "error" | "route">
  & { data: Data; Component: ComponentType };
export type PageComponent<Props> = (props: Props) => ComponentChildren;

/** Drops the layouts of the parent folders, or `_app`. */
export type LayoutConfig = { skipInheritedLayouts?: boolean; skipAppWrapper?: boolean };
export type RouteConfig = LayoutConfig;

/** Ties definitions to one request `State`; `define.page<typeof handler>(…)` gives a page its handler's data. */
export function createDefine<State>() {
  return {
    handlers: <H extends RouteHandler<unknown, State>>(handlers: H): H => handlers,
    page: <H = never, Data = RouteData<H>>(component: PageComponent<PageProps<Data, State>>) => component,
    layout: (component: PageComponent<PageProps<unknown, State>>) => component,
    middleware: <M extends Middleware<State> | Middleware<State>[]>(middleware: M): M => middleware,
  };
}

/** Draws the route's component with `data`; 200 unless told otherwise. */
export function page<Data>(data: Data, options?: PageInit): PageResponse<Data> {
  return { data, ...options };
}

/** Carries a status to the nearest error page; `message` is never shown for 5xx. */
export class HttpError extends Error {
  override readonly name = "HttpError";

  constructor(readonly status: number, message: string = String(status), options?: ErrorOptions) {
    super(message, options);
  }
}
