// What the dispatchers read when a driver gives up a load they had been given, in HTML of the Bot API.
import { line } from "./bot_html.ts";
import { type LoadLine, loadText } from "./bot.ts";

interface Withdrawal {
  readonly cargoId: string;
  readonly cargo: LoadLine;
  /** Both empty once the driver is forgotten. */
  readonly name: string;
  readonly phone: string;
}

export function withdrawalText({ cargoId, cargo, name, phone }: Withdrawal): string {
  const who = [name, phone].filter(Boolean).map((words) => line(words, 128)).join(", ");
  return [
    "⚠️ <b>Водитель отказался от принятого груза</b>",
    "",
    loadText(cargo),
    "",
    who,
    `Груз № ${line(cargoId, 40)}. Нужна другая машина.`,
  ].filter((line, index) => line !== "" || index < 4).join("\n");
}
