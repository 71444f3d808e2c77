// `createDefine<State>()` ties handlers, pages, layouts and middlewares to one request state; it only adds types.
import type {
  HandlerByMethod,
  HandlerFn,
  Middleware,
  PageComponent,
  PageProps,
  PageResponse,
  RouteData,
  RouteHandler,
} from "./types.ts";

export interface Define<State> {
  handlers<H extends RouteHandler<unknown, State>>(handlers: H): H;
  /** `define.page<typeof handler>(…)` gives the component the data its handler returns. */
  page<H extends HandlerByMethod<unknown, State> | HandlerFn<unknown, State> = never, Data = RouteData<H>>(
    component: PageComponent<PageProps<Data, State>>,
  ): PageComponent<PageProps<Data, State>>;
  layout(component: PageComponent<PageProps<unknown, State>>): PageComponent<PageProps<unknown, State>>;
  middleware<M extends Middleware<State> | Middleware<State>[]>(middleware: M): M;
}

/** Definition helpers for one `State`. */
export function createDefine<State>(): Define<State> {
  return {
    handlers: (handlers) => handlers,
    page: (component) => component,
    layout: (component) => component,
    middleware: (middleware) => middleware,
  };
}

/** Draws the route's component with `data`. */
export function page<Data = undefined>(
  data?: Data,
  options: { status?: number; headers?: HeadersInit } = {},
): PageResponse<Data> {
  return { data: data as Data, status: options.status, headers: options.headers };
}
