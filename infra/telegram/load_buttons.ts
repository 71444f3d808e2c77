// Buttons under messages about new loads: answer at once, look closer, never show again.
import { alertButtons } from "../../texts/alerts.ts";

export type LoadPress = "respond" | "hide";

/** `callback_data` is at most 64 bytes (Bot API, "InlineKeyboardButton"); whoever presses acts for themselves only. */
export function loadButtons(cargoId: string, baseUrl: string) {
  const url = `${baseUrl}/cargos/${encodeURIComponent(cargoId)}`;
  return {
    inline_keyboard: [
      [{ text: alertButtons.respond, callback_data: `respond:${cargoId}` }],
      [
        { text: alertButtons.open, web_app: { url } },
        { text: alertButtons.hide, callback_data: `hide:${cargoId}` },
      ],
    ],
  };
}

/** What a pressed button under a load stands for; null when the data is not of one. */
export function parseLoadPress(data: string): { press: LoadPress; cargoId: string } | null {
  const match = /^(respond|hide):([A-Za-z0-9]{1,32})$/.exec(data);
  return match ? { press: match[1] as LoadPress, cargoId: match[2]! } : null;
}
