// A message to the bot that is no command, as a fact for the people of support.
import type { Message } from "grammy/types";
import { type SupportMessageReceived, supportStream } from "../../domain/support/events.ts";
import type { StreamAppend } from "../../domain/shared/event_log.ts";

/** Kinds of content with a file, as the Bot API names them. */
const FILES = ["photo", "video", "voice", "video_note", "audio", "document", "animation", "sticker"] as const;
const OTHERS = ["location", "contact", "poll", "dice", "venue"] as const;

/** Telegram's word on it, sealed when it is appended. */
export function supportMessage(driverId: number, message: Message): StreamAppend {
  const { content, fileId } = contentOf(message);
  const text = message.text ?? message.caption;
  const received: SupportMessageReceived = {
    type: "SupportMessageReceived",
    data: {
      driverId,
      messageId: message.message_id,
      content,
      ...(text !== undefined && { text }),
      ...(fileId !== undefined && { fileId }),
    },
  };
  return { streamId: supportStream(driverId), expectedVersion: "any", events: [received] };
}

function contentOf(message: Message): { content: string; fileId?: string } {
  if (message.text !== undefined) return { content: "text" };
  for (const content of FILES) {
    const value = message[content];
    if (value === undefined) continue;
    // The last of a picture's sizes is the largest.
    const file = Array.isArray(value) ? value.at(-1) : value;
    return file === undefined ? { content } : { content, fileId: file.file_id };
  }
  return { content: OTHERS.find((other) => message[other] !== undefined) ?? "other" };
}
