// Turns a message's text and entities into DOM: formatting, links, bot commands. Nothing is ever parsed as HTML.
import { element } from "./elements.js";

const TAGS = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  spoiler: "span",
};
const LINK = /https?:\/\/[^\s<>"«»]+[^\s<>"«».,:;!?)]|(?<=^|\s)\/[a-z0-9_]{2,32}\b|\+7[\d\s()-]{10,16}\d/gi;

/** Nodes for the text; entities may nest, as Telegram's do. */
export function richText(text, entities = [], start = 0, end = text.length) {
  const nodes = [];
  let position = start;
  for (const [index, entity] of entities.entries()) {
    if (entity.offset < position || entity.offset >= end) continue;
    nodes.push(...linked(text.slice(position, entity.offset)));
    const entityEnd = Math.min(end, entity.offset + entity.length);
    const inner = entities.slice(index + 1).filter((other) => other.offset + other.length <= entityEnd);
    nodes.push(wrapped(entity, text, inner, entityEnd));
    position = entityEnd;
  }
  nodes.push(...linked(text.slice(position, end)));
  return nodes;
}

function wrapped(entity, text, inner, end) {
  const part = text.slice(entity.offset, end);
  if (entity.type === "text_link") return link(entity.url, part);
  const tag = TAGS[entity.type];
  return tag
    ? element(tag, {}, richText(text, inner, entity.offset, end))
    : element("span", {}, linked(part));
}

/** Plain text with its addresses, commands and phone numbers made pressable. */
function linked(text) {
  const nodes = [];
  let position = 0;
  for (const found of text.matchAll(LINK)) {
    nodes.push(text.slice(position, found.index), pressable(found[0]));
    position = found.index + found[0].length;
  }
  nodes.push(text.slice(position));
  return nodes.filter((node) => node !== "");
}

function pressable(part) {
  if (part.startsWith("/")) {
    return element("button", { type: "button", class: "command", "data-command": part }, part);
  }
  if (part.startsWith("+")) return link(`tel:${part.replace(/[^\d+]/g, "")}`, part);
  return link(part, part);
}

function link(url, text) {
  return element("a", { href: url, target: "_blank", rel: "noopener" }, text);
}
