// Telegram's HTML: turns marked-up text into plain text with entities, and refuses what Telegram refuses.
import { badRequest } from "./api_error.ts";
import type { MessageEntity } from "./types.ts";

const TYPES: Record<string, string> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  code: "code",
  pre: "pre",
  a: "text_link",
  blockquote: "blockquote",
  "tg-spoiler": "spoiler",
};
const CHARACTERS: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };
const TOKEN = /<(\/?)([^>\s]*)([^>]*)>|<|&(#\d+|#x[\da-f]+|[a-z]+);/gi;

interface OpenTag {
  tag: string;
  offset: number;
  url: string | undefined;
}

/** @throws {ApiError} 400 "can't parse entities: …" for unknown, unbalanced or unclosed tags. */
export function parseHtml(source: string): { text: string; entities: MessageEntity[] } {
  const open: OpenTag[] = [];
  const entities: MessageEntity[] = [];
  let text = "";
  let read = 0;
  for (const token of source.matchAll(TOKEN)) {
    text += source.slice(read, token.index);
    read = token.index + token[0].length;
    const [whole, slash, name = "", attributes = "", character] = token;
    const at = `at byte offset ${new TextEncoder().encode(source.slice(0, token.index)).length}`;
    if (character !== undefined) {
      text += decode(character) ?? whole;
      continue;
    }
    const tag = name.toLowerCase();
    if (slash === "/") {
      const last = open.pop();
      if (!last) throw unparsable(`Unexpected end tag ${at}`);
      if (last.tag !== tag) {
        throw unparsable(`Unmatched end tag ${at}, expected "</${last.tag}>", found "</${tag}>"`);
      }
      entities.push(...entity(last, text.length));
    } else if (TYPES[tag]) {
      open.push({ tag, offset: text.length, url: /href\s*=\s*["']([^"']*)["']/i.exec(attributes)?.[1] });
    } else throw unparsable(`Unsupported start tag "${tag}" ${at}`);
  }
  const unclosed = open.at(-1);
  if (unclosed) throw unparsable(`Can't find end tag corresponding to start tag "${unclosed.tag}"`);
  entities.sort((a, b) => a.offset - b.offset || b.length - a.length);
  return { text: text + source.slice(read), entities };
}

function unparsable(reason: string) {
  return badRequest(`can't parse entities: ${reason}`);
}

/** Nothing for an empty range or a link without an address, as Telegram does. */
function entity({ tag, offset, url }: OpenTag, end: number): MessageEntity[] {
  const type = TYPES[tag];
  if (end === offset || type === undefined) return [];
  if (type !== "text_link") return [{ type, offset, length: end - offset }];
  return url ? [{ type, offset, length: end - offset, url: parseHtml(url).text }] : [];
}

function decode(name: string): string | undefined {
  if (!name.startsWith("#")) return CHARACTERS[name.toLowerCase()];
  const code = name[1]?.toLowerCase() === "x" ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
