// Inserts into a rendered document what the pass asked for: <Head> content, the bundles of the islands, their props.
// Nothing inserted is an inline script, so `script-src 'self'` suffices.
import { type ComponentChild, Fragment, h } from "preact";
import { renderToString } from "preact-render-to-string";
import { bootMarkup } from "./boot_markup.ts";
import type { PageRecord } from "./page_record.ts";
import { RenderScope } from "./runtime/render_scope.ts";
import type { Snapshot } from "./snapshot.ts";

/** The final document; without a snapshot (tests) islands are drawn but nothing wakes them. */
export function insertIntoDocument(html: string, page: PageRecord, snapshot: Snapshot | null): string {
  let head = "";
  let tail = "";
  if (page.islands.length > 0 && snapshot !== null) {
    tail = hiddenSlots(page); // may meet further islands, so it comes before their scripts
    const boot = bootMarkup(page, snapshot);
    head = boot.head;
    tail += boot.tail;
  }
  let document = html;
  if (page.head.length > 0) {
    const own = withLastTitle(renderInside(page, h(Fragment, null, ...page.head)));
    if (own.includes("<title")) document = withoutTitle(document);
    head = own + head;
  }
  if (head !== "") document = insertBefore(document, document.indexOf("</head>"), head, 0);
  if (tail !== "") document = insertBefore(document, document.lastIndexOf("</body>"), tail, document.length);
  return document.startsWith("<html") ? "<!DOCTYPE html>" + document : document;
}

function insertBefore(text: string, at: number, addition: string, otherwise: number): string {
  const position = at < 0 ? otherwise : at;
  return text.slice(0, position) + addition + text.slice(position);
}

function renderInside(page: PageRecord, content: ComponentChild): string {
  return renderToString(h(RenderScope.Provider, { value: page.outside }, content));
}

const TITLE = /<title[^>]*>[^<]*<\/title>/g;

function withLastTitle(head: string): string {
  const titles = head.match(TITLE);
  if (titles === null || titles.length < 2) return head;
  return head.replace(TITLE, "") + titles[titles.length - 1];
}

function withoutTitle(document: string): string {
  const end = document.indexOf("</head>");
  return end < 0 ? document : document.slice(0, end).replace(TITLE, "") + document.slice(end);
}

/** Slots no island drew yet travel in templates; drawing one may reveal islands with slots of their own. */
function hiddenSlots(page: PageRecord): string {
  let html = "";
  for (let id = 0; id < page.slots.length; id++) {
    const slot = page.slots[id];
    if (slot === undefined || slot.rendered) continue;
    html += `<template id="f-slot-${id}">${renderInside(page, slot.content)}</template>`;
  }
  return html;
}
