// From a page's vnode to an HTML response: wrap, render once, insert what the islands and <Head> asked for.
import { type ComponentChild, h } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Binding } from "./binding.ts";
import type { Context } from "./context.ts";
import { insertIntoDocument } from "./document.ts";
import { PageRecord } from "./page_record.ts";
import { RenderScope } from "./runtime/render_scope.ts";
import type { PageProps } from "./types.ts";
import type { View, Wrapper } from "./view.ts";

const HTML = "text/html; charset=utf-8";

/** Draws one component: a synchronous one lazily inside the render pass, an async one before it. */
export function drawn<State>(
  component: Wrapper<State>,
  ctx: Context<State>,
  inner: ComponentChild,
): ComponentChild | Promise<ComponentChild | Response> {
  const props: PageProps<unknown, State> = {
    config: ctx.config,
    url: ctx.url,
    req: ctx.req,
    params: ctx.params,
    info: ctx.info,
    state: ctx.state,
    isPartial: ctx.isPartial,
    error: ctx.error,
    route: ctx.route,
    data: ctx.data,
    Component: () => inner,
  };
  // Async components cannot run inside the synchronous pass; Fresh tells them apart by this very name.
  if (component.constructor.name === "AsyncFunction") {
    return (component as (props: unknown) => Promise<ComponentChild | Response>)(props);
  }
  return h(component as never, props as never);
}

/** The whole document as a response; a layout that answers with a `Response` wins. */
export async function renderDocument<State>(
  ctx: Context<State>,
  content: ComponentChild,
  view: View<State>,
  binding: Binding,
  init?: ResponseInit,
): Promise<Response> {
  let tree = content;
  for (let i = view.layouts.length; i >= 0; i--) {
    const wrapper = i === 0 ? view.app : view.layouts[i - 1];
    if (!wrapper) continue;
    const wrapped = drawn(wrapper, ctx, tree);
    const outer = wrapped instanceof Promise ? await wrapped : wrapped;
    if (outer instanceof Response) return outer;
    tree = outer;
  }
  const page = new PageRecord();
  const html = renderToString(h(RenderScope.Provider, { value: page.outside }, tree));
  const body = insertIntoDocument(html, page, binding.snapshot);
  if (init === undefined) return new Response(body, { headers: { "content-type": HTML } });
  const headers = new Headers(init.headers);
  if (!headers.has("content-type")) headers.set("content-type", HTML);
  return new Response(body, { ...init, headers });
}
