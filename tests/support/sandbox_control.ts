// What tests tell the sandboxes of the outside world, and what these have seen.

/** Any of them. */
export interface Sandbox {
  readonly url: string;
}

/** A request a sandbox got; `note` is what it wrote down of the body. */
export interface Call {
  readonly path: string;
  readonly note: ReturnType<typeof JSON.parse>;
}

export interface ChatMessage {
  readonly message_id: number;
  readonly text: string;
  readonly from: { readonly is_bot: boolean };
  readonly reply_markup?: { readonly inline_keyboard: { text: string; callback_data?: string }[][] };
}

/** Gives an order: `{fault: …}`, `{pay: …}`; what came of it. @throws when the sandbox refuses it. */
export async function control({ url }: Sandbox, command: object): Promise<ReturnType<typeof JSON.parse>> {
  const response = await fetch(`${url}/__control`, { method: "POST", body: JSON.stringify(command) });
  if (!response.ok) throw new Error(`The sandbox refused: ${await response.text()}`);
  return await response.json();
}

/** Every request since the start or the last `clearLog`, oldest first; those whose path holds `path`. */
export async function callsTo({ url }: Sandbox, path = ""): Promise<Call[]> {
  const all: Call[] = await (await fetch(`${url}/__control/log`)).json();
  return all.filter((call) => call.path.includes(path));
}

/** What a chat of Telegram's sandbox shows, oldest first. */
export async function messagesIn({ url }: Sandbox, chatId: number): Promise<ChatMessage[]> {
  return await (await fetch(`${url}/__control/messages?chat=${chatId}`)).json();
}

/** Raw initData of a person of Telegram's sandbox. @throws when there is no such person. */
export async function initDataOf({ url }: Sandbox, userId: number, extra: object = {}): Promise<string> {
  const body = JSON.stringify({ userId, ...extra });
  const response = await fetch(`${url}/__control/init-data`, { method: "POST", body });
  if (!response.ok) throw new Error(`The sandbox refused: ${await response.text()}`);
  return (await response.json()).initData;
}
