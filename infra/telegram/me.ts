// The bot as grammY wants to know it, from configuration: no call to Telegram is needed to start.
import type { UserFromGetMe } from "grammy/types";

export function botInfo(
  { TELEGRAM_BOT_TOKEN, TELEGRAM_BOT_USERNAME }: {
    TELEGRAM_BOT_TOKEN: string;
    TELEGRAM_BOT_USERNAME: string;
  },
): UserFromGetMe {
  return {
    id: Number(TELEGRAM_BOT_TOKEN.split(":")[0]),
    is_bot: true,
    first_name: TELEGRAM_BOT_USERNAME,
    username: TELEGRAM_BOT_USERNAME,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  };
}
