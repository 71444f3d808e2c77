// From a vnode to an HTML document: wrap it, render once, insert what the islands and <Head> asked for.
import { type ComponentChild, Fragment, type FunctionComponent, h, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { type Context, INTERNAL } from "./context.ts";
import type { LayoutConfig, PageComponent, PageProps } from "./define.ts";
import { bootMarkup, PageRecord } from "./islands.ts";
import { RenderScope } from "./runtime/render_scope.ts";

export type Wrapper<State> = PageComponent<PageProps<never, State>>;

/** What a page is drawn into: `_app` first (null when left out), then its layouts, outermost first. */
export type View<State> = readonly (Wrapper<State> | null)[];

/** The view left after a route or layout opted out of what it would inherit. */
export function narrowed<State>([app = null, ...layouts]: View<State>, config?: LayoutConfig): View<State> {
  return [config?.skipAppWrapper ? null : app, ...(config?.skipInheritedLayouts ? [] : layouts)];
}

/** One component with what it may know of the request; `inner` is what its `Component` draws. */
export function drawn<State>(component: Wrapper<State>, ctx: Context<State>, inner: ComponentChild): VNode {
  const { url, req, params, info, state, error, route, data } = ctx;
  const props = { url, req, params, info, state, error, route, data, Component: () => inner };
  return h<object>(component as FunctionComponent<object>, props);
}

/** The document as a response, `content` innermost. */
export function respond<State>(ctx: Context<State>, content: ComponentChild, init?: ResponseInit): Response {
  const { view, site: { snapshot } } = ctx[INTERNAL];
  let tree = content;
  for (const wrapper of view.toReversed()) if (wrapper !== null) tree = drawn(wrapper, ctx, tree);
  const page = new PageRecord();
  const html = renderIn(page, tree);
  let boot = { head: "", tail: "" };
  let templates = "";
  if (page.islands.length > 0 && snapshot !== null) {
    // Slots no island drew travel in templates; drawing one may reveal islands with slots of their own.
    for (const [id, { rendered, content }] of page.slots.entries()) {
      templates += rendered ? "" : `<template id="f-slot-${id}">${renderIn(page, content)}</template>`;
    }
    boot = bootMarkup(page, snapshot);
  }
  const head = page.head.length === 0 ? "" : renderIn(page, h(Fragment, null, page.head));
  const headers = new Headers(init?.headers);
  if (!headers.has("content-type")) headers.set("content-type", "text/html; charset=utf-8");
  return new Response(inserted(html, head + boot.head, templates + boot.tail), { ...init, headers });
}

function renderIn(page: PageRecord, content: ComponentChild): string {
  return renderToString(h(RenderScope.Provider, { value: { page, insideIsland: false } }, content));
}

const TITLE = /<title[^>]*>[^<]*<\/title>/g;

/** `head` goes to the end of the head, where the last <title> wins, `tail` to the end of the body. */
function inserted(html: string, head: string, tail: string): string {
  const doctype = html.startsWith("<html") ? "<!DOCTYPE html>" : "";
  const headEnd = Math.max(html.indexOf("</head>"), 0);
  const bodyEnd = html.includes("</body>") ? html.lastIndexOf("</body>") : html.length;
  const start = html.slice(0, headEnd) + head;
  const titles = start.match(TITLE) ?? [];
  const titled = titles.length < 2 ? start : start.replace(TITLE, "") + titles.at(-1);
  return doctype + titled + html.slice(headEnd, bodyEnd) + tail + html.slice(bodyEnd);
}
