// The bot itself: getMe, commands, menu button, descriptions, and the chats it can see.
import { z } from "zod";
import { badRequest } from "../api_error.ts";
import { checked, structured, wholeNumber } from "../parameters.ts";
import { checkAppUrl } from "./markup.ts";
import type { Method } from "./method.ts";

const commandsSchema = structured(
  z.array(
    z.object({ command: z.string().regex(/^\/?[a-z0-9_]{1,32}$/), description: z.string().min(1).max(256) }),
  )
    .max(100),
);
const menuButtonSchema = structured(z.object({
  type: z.enum(["default", "commands", "web_app"]),
  text: z.string().optional(),
  web_app: z.object({ url: z.string() }).optional(),
}));

export const profileMethods: Record<string, Method> = {
  getMe: (world) => ({
    ...world.bot,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: true,
  }),

  getChat: (world, { chat_id }) => world.chats.chat(Number(chat_id)),

  setMyCommands(world, parameters) {
    const { commands } = checked(z.object({ commands: commandsSchema }), parameters);
    world.commands = commands.map(({ command, description }) => ({
      command: command.replace(/^\//, ""),
      description,
    }));
    world.live.tell({ type: "menu" });
    return true;
  },

  getMyCommands: (world) => world.commands,

  deleteMyCommands(world) {
    world.commands = [];
    world.live.tell({ type: "menu" });
    return true;
  },

  setChatMenuButton(world, parameters) {
    const schema = z.object({ chat_id: wholeNumber.optional(), menu_button: menuButtonSchema.optional() });
    const { chat_id, menu_button = { type: "default" as const } } = checked(schema, parameters);
    if (menu_button.type === "web_app") {
      if (!menu_button.text || !menu_button.web_app) {
        throw badRequest("menu button text and web_app must be non-empty");
      }
      checkAppUrl(menu_button.web_app.url);
    }
    if (chat_id === undefined) world.menuButton = menu_button;
    else world.chatMenuButtons.set(world.chats.chat(chat_id).id, menu_button);
    world.live.tell({ type: "menu" });
    return true;
  },

  getChatMenuButton(world, parameters) {
    const { chat_id } = checked(z.object({ chat_id: wholeNumber.optional() }), parameters);
    return chat_id === undefined ? world.menuButton : world.menuButtonOf(world.chats.chat(chat_id).id);
  },

  setMyDescription(world, parameters) {
    world.description =
      checked(z.object({ description: z.string().max(512).default("") }), parameters).description;
    return true;
  },

  getMyDescription: (world) => ({ description: world.description }),

  setMyShortDescription(_world, parameters) {
    checked(z.object({ short_description: z.string().max(120).default("") }), parameters);
    return true;
  },
};
