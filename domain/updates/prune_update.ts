// What is worth keeping of an update. Telegram quotes whole messages inside messages: of those only ids are kept, so
// that nobody can make an update too large to store by answering something long.

type Fields = Readonly<Record<string, unknown>>;

/** Whole messages inside a message, kept as references. */
const NESTED = ["reply_to_message", "pinned_message"];
/** Copies and decorations of text that is kept already, or of somebody else's. */
const DROPPED = [
  "quote",
  "external_reply",
  "reply_to_story",
  "caption_entities",
  "link_preview_options",
  "reply_markup",
];

/** The update's JSON without what nobody needs later. `json` must be one that `readUpdate` understands. */
export function pruneUpdate(json: string): string {
  const update = JSON.parse(json) as Fields;
  const pruned = Object.entries(update).map((
    [kind, value],
  ) => [kind, isFields(value) ? prunePayload(value) : value]);
  return JSON.stringify(Object.fromEntries(pruned));
}

/** A message, or something about one: a pressed button, say. */
function prunePayload(payload: Fields): Fields {
  const message = pruneMessage(payload);
  return isFields(payload["message"]) ? { ...message, message: reference(payload["message"]) } : message;
}

function pruneMessage(message: Fields): Fields {
  const kept = Object.entries(message)
    .filter(([name]) => !DROPPED.includes(name))
    .map(([name, value]) => {
      if (NESTED.includes(name) && isFields(value)) return [name, reference(value)];
      // Commands are known by their entities; bold and links are nothing to us.
      if (name === "entities" && Array.isArray(value)) return [name, value.filter(isCommand)];
      return [name, value];
    });
  return Object.fromEntries(kept);
}

function reference({ message_id, date, chat }: Fields): Fields {
  const where = isFields(chat) ? { chat: { id: chat["id"], type: chat["type"] } } : {};
  return { message_id, date, ...where };
}

function isCommand(entity: unknown): boolean {
  return isFields(entity) && entity["type"] === "bot_command";
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
