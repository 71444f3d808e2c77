// A morning of a small company: drivers sign in and answer loads, dispatchers decide, the bot writes to people.
import type { Actor, DomainEvent } from "../../../domain/shared/event.ts";
import { type Console, driver, MIDNIGHT } from "./console.ts";

const PEOPLE = ["Иван Петров", "Сергей Ковалёв", "Рустам Ибрагимов", "Алексей Шевченко", "Дмитрий Орлов"];
const ROUTES = [
  ["Москва", "Казань", 812],
  ["Санкт-Петербург", "Екатеринбург", 2290],
  ["Краснодар", "Ростов-на-Дону", 276],
  ["Набережные Челны", "Нижний Новгород", 655],
] as const;
const OLGA: Actor = { kind: "dispatcher", id: "5501002003", name: "Ольга Диспетчер" };
const CHAT = "-1001234567890";

/** About `count` events, a few seconds apart, the same ones every time. */
export async function believableHistory(console: Console, count: number): Promise<void> {
  let at = MIDNIGHT + 5 * 3_600_000, told = 0;
  const tell = async (streamId: string, event: DomainEvent, by?: Actor) => {
    at += 1_000 + (told * 7919) % 41_000;
    told++;
    await console.happened(streamId, event, by, at);
  };
  await tell("cargotech", { type: "TokenObtained", data: { expiresAt: "2026-03-04T05:00:00.000Z" } });
  for (let n = 0; told < count; n++) {
    const driverId = 100_500 + n % 11, name = PEOPLE[n % 5]!, self = driver(driverId, name);
    const [from, to, distanceKm] = ROUTES[n % 4]!;
    const cargoId = String(44_100 + n), responseId = `${driverId}-${cargoId}`;
    const stream = `response-${responseId}`, about = { responseId, driverId, cargoId };
    if (n < 11) {
      const data = {
        driverId,
        firstName: name.split(" ")[0]!,
        username: `driver_${driverId}`,
        languageCode: "ru",
      };
      await tell(`driver-${driverId}`, { type: "DriverRegistered", data }, self);
    }
    await tell(`driver-${driverId}`, { type: "DriverSignedIn", data: { driverId } }, self);
    if (n % 3 === 2) continue;
    await tell(stream, {
      type: "CargoResponded",
      data: {
        ...about,
        phone: `+7912${3_456_000 + n}`,
        name,
        ...(n % 2 === 0 && { comment: "Тент, ремни есть, могу загрузиться сегодня после обеда" }),
        offeredPrice: { minor: 6_500_000 + n * 50_000, currency: "RUB" },
        cargo: {
          id: cargoId,
          from,
          to,
          distanceKm,
          weightKg: 20_000,
          volumeM3: 83,
          price: { minor: 7_000_000, currency: "RUB" },
          truckTypes: ["тентованный"],
          loadTypes: ["задняя", "боковая"],
          company: "ООО «Волга-Транс»",
        },
      },
    }, self);
    const message = { messageId: `tell-dispatcher:${responseId}`, kind: "dispatcher_response", chatId: CHAT };
    await tell(`chat-${CHAT}`, { type: "MessageSent", data: { ...message, telegramMessageId: 900 + n } });
    await tell(stream, { type: "ResponseDelivered", data: { ...about, chatId: CHAT, messageId: 900 + n } });
    if (n % 7 === 0) {
      const error = "Telegram answered 403: bot was blocked by the user";
      await tell(`chat-${driverId}`, { type: "MessageFailed", data: { ...message, error } });
    }
    const decision = n % 4 === 1 ? "ResponseRejected" : "ResponseAccepted";
    await tell(stream, { type: decision, data: about }, OLGA);
    if (n % 4 === 0) {
      await tell(stream, { type: "ResponseCompleted", data: about }, OLGA);
      await tell(stream, { type: "CargoRated", data: { ...about, stars: 5, comment: "Всё чётко" } }, self);
    }
  }
}
