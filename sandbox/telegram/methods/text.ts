// Message text: plain, with entities, or in HTML.
import { badRequest } from "../api_error.ts";
import { parseHtml } from "../html.ts";
import type { MessageEntity } from "../types.ts";

interface Formatted {
  text: string;
  parse_mode?: string | undefined;
  entities?: MessageEntity[] | undefined;
}

/** The text without its mark-up. @throws {ApiError} 400 when empty, longer than 4096 or badly marked up. */
export function formatted(
  { text, parse_mode, entities }: Formatted,
): { text: string; entities?: MessageEntity[] } {
  if (parse_mode !== undefined && parse_mode !== "" && parse_mode.toUpperCase() !== "HTML") {
    throw badRequest("unsupported parse_mode");
  }
  const body = parse_mode ? parseHtml(text) : { text, entities: entities ?? [] };
  if (body.text.trim() === "") throw badRequest("message text is empty");
  if (body.text.length > 4096) throw badRequest("message is too long");
  return body.entities.length > 0 ? body : { text: body.text };
}
