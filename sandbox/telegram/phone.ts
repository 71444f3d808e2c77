// The phone page's server side: its files, what it shows, and what people do on it.
import { z } from "zod";
import { ApiError } from "./api_error.ts";
import { signInitData } from "./init_data.ts";
import { slugOf } from "./invoices.ts";
import { press, setBlocked, shareContact, write } from "./people.ts";
import { pay } from "./stars.ts";
import type { Person } from "./users.ts";
import type { TelegramWorld } from "./world.ts";

const FILES: Record<string, string> = {
  "/": "index.html",
  "/phone/phone.css": "phone.css",
  "/phone/chat.css": "chat.css",
  "/phone/app.css": "app.css",
  "/phone/phone.js": "phone.js",
  "/phone/desk_bar.js": "desk_bar.js",
  "/phone/server.js": "server.js",
  "/phone/elements.js": "elements.js",
  "/phone/rich_text.js": "rich_text.js",
  "/phone/chat_view.js": "chat_view.js",
  "/phone/message_view.js": "message_view.js",
  "/phone/mini_app.js": "mini_app.js",
  "/phone/app_requests.js": "app_requests.js",
  "/phone/dialogs.js": "dialogs.js",
  "/phone/theme.js": "theme.js",
};
const TYPES: Record<string, string> = { html: "text/html", css: "text/css", js: "text/javascript" };

/** Answers the page's own requests. 404 for anything else, 400 with a reason for what cannot be done. */
export async function answerPhone(world: TelegramWorld, request: Request, url: URL): Promise<Response> {
  const file = FILES[url.pathname];
  if (file && request.method === "GET") return await staticFile(file);
  const action = /^\/phone\/([a-z]+)$/.exec(url.pathname)?.[1] ?? "";
  try {
    if (request.method === "GET") return READS[action]?.(world, url.searchParams) ?? notFound();
    const act = request.method === "POST" ? ACTIONS[action] : undefined;
    return act ? Response.json(await act(world, JSON.parse(await request.text()))) : notFound();
  } catch (error) {
    if (error instanceof ApiError || error instanceof z.ZodError || error instanceof SyntaxError) {
      return Response.json({ error: error.message }, { status: 400 });
    }
    throw error;
  }
}

async function staticFile(name: string): Promise<Response> {
  const body = await Deno.readTextFile(new URL(`./phone/${name}`, import.meta.url));
  const type = TYPES[name.split(".").at(-1) ?? ""] ?? "text/plain";
  return new Response(body, {
    headers: { "content-type": `${type}; charset=utf-8`, "cache-control": "no-cache" },
  });
}

function notFound(): Response {
  return new Response("Not Found", { status: 404 });
}

const READS: Record<string, (world: TelegramWorld, query: URLSearchParams) => Response> = {
  state: (world, query) =>
    Response.json({
      bot: world.bot,
      description: world.description,
      commands: world.commands,
      menuButton: world.menuButtonOf(Number(query.get("user"))),
      appUrl: world.appUrl,
      group: world.chats.group,
      users: world.users.all().map((person) => ({ ...person, blocked: world.users.isBlocked(person.id) })),
    }),
  messages: (world, query) => Response.json(world.chats.messages(Number(query.get("chat")))),
  stream: (world) => world.live.open(),
  invoice: (world, query) => Response.json(world.invoices.get(slugOf(query.get("slug") ?? "")) ?? null),
};

const byUser = z.object({ userId: z.int() });
const writing = byUser.extend({
  chatId: z.int(),
  text: z.string().min(1).max(4096),
  replyTo: z.int().optional(),
});
const pressing = byUser.extend({ chatId: z.int(), messageId: z.int(), data: z.string() });
const launching = byUser.extend({ startParam: z.string().optional() });

const ACTIONS: Record<string, (world: TelegramWorld, body: unknown) => unknown> = {
  write(world, body) {
    const { userId, chatId, text, replyTo } = writing.parse(body);
    return write(world, personOf(world, userId), text, { chatId, replyTo });
  },
  press(world, body) {
    const { userId, chatId, messageId, data } = pressing.parse(body);
    return { callbackQueryId: press(world, personOf(world, userId), chatId, messageId, data) };
  },
  block(world, body) {
    const { userId, blocked } = byUser.extend({ blocked: z.boolean() }).parse(body);
    setBlocked(world, personOf(world, userId), blocked);
    return { blocked };
  },
  launch(world, body) {
    const { userId, startParam } = launching.parse(body);
    const launch = { startParam, authDate: world.time() };
    return { initData: signInitData(world.botToken, personOf(world, userId), launch) };
  },
  contact: (world, body) => ({ response: shareContact(world, personOf(world, byUser.parse(body).userId)) }),
  async pay(world, body) {
    const { userId, slug } = byUser.extend({ slug: z.string() }).parse(body);
    return await pay(world, personOf(world, userId), slugOf(slug)) ?? { status: "failed" };
  },
};

function personOf(world: TelegramWorld, userId: number): Person {
  const person = world.users.get(userId);
  if (!person) throw new ApiError(400, `There is no user ${userId}`);
  return person;
}
