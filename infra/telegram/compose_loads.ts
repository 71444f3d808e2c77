// Messages about new loads: what was found, as it was then, unless the driver has lost interest since.
import type { App } from "../../domain/app.ts";
import { responseRef } from "../../domain/responses/commands.ts";
import { DAILY_LIMIT } from "../../domain/searches/load_alerts.ts";
import type { SearchMatch } from "../../domain/searches/mod.ts";
import {
  alertButtons,
  answeredText,
  backhaulText,
  hiddenText,
  loadAlert,
  loadsDigest,
  morningLoads,
  repricedText,
} from "../../texts/alerts.ts";
import { botTexts } from "../../texts/bot.ts";
import { appButton } from "./keyboards.ts";
import { loadButtons } from "./load_buttons.ts";

type Data = Readonly<Record<string, unknown>>;
/** Text in HTML and its keyboard; null when there is nothing left to say. */
export type Words = { readonly text: string; readonly keyboard: object } | null;

export function createLoadWords(app: App, baseUrl: string) {
  const matchOf = (driverId: number, data: Data): Promise<SearchMatch | null> =>
    app.searches.match(driverId, String(data["searchId"]), Number(data["number"]));
  const responseTo = (driverId: number, cargoId: string) =>
    app.responses.one(driverId, responseRef(driverId, cargoId).responseId);
  const list = (query: string) => appButton(alertButtons.openList, `${baseUrl}/?${query}`);

  return {
    /** A load the driver has answered meanwhile is no news. */
    async one(driverId: number, data: Data): Promise<Words> {
      const cargoId = String(data["cargoId"]);
      const [match, response] = await Promise.all([
        matchOf(driverId, data),
        responseTo(driverId, cargoId),
      ]);
      const cargo = match?.cargos.find(({ id }) => id === cargoId);
      if (!match || !cargo || response) return null;
      return { text: loadAlert(match.search.name, cargo), keyboard: loadButtons(cargoId, baseUrl) };
    },
    async many(driverId: number, data: Data): Promise<Words> {
      const match = await matchOf(driverId, data);
      if (!match) return null;
      const { search: { name, query }, cargos, more, last } = match;
      return { text: loadsDigest({ name, cargos, more }, last, DAILY_LIMIT), keyboard: list(query) };
    },
    async morning(driverId: number, data: Data): Promise<Words> {
      const matches = await app.searches.waiting(driverId, String(data["quietUntil"]));
      const bySearch = Map.groupBy(matches, ({ search }) => search.searchId);
      const found = [...bySearch.values()].map((parts) => ({
        name: parts[0]!.search.name,
        cargos: parts.flatMap(({ cargos }) => cargos),
        more: parts.reduce((sum, { more }) => sum + more, 0),
      }));
      if (found.length === 0) return null;
      const only = bySearch.size === 1 ? matches[0]! : undefined;
      const keyboard = only
        ? list(only.search.query)
        : appButton(alertButtons.openSearches, `${baseUrl}/searches`);
      return { text: morningLoads(found), keyboard };
    },
    async repriced(driverId: number, data: Data): Promise<Words> {
      const told = await app.favouritePrice(driverId, String(data["cargoId"]));
      if (!told?.cargo.price) return null;
      const { before, cargo } = told;
      return {
        text: repricedText(before, told.cargo.price, cargo),
        keyboard: loadButtons(cargo.id, baseUrl),
      };
    },
    /** What the driver did with a load by a button under its message, in place of that message. */
    async pressed(driverId: number, data: Data): Promise<Words> {
      const cargoId = String(data["cargoId"]);
      const button = (text: string) => appButton(text, `${baseUrl}/cargos/${cargoId}`);
      if (data["about"] === "hidden") {
        const hidden = await app.marks.hiddenCargos(driverId);
        const mark = hidden.find((one) => one.cargoId === cargoId);
        return mark ? { text: hiddenText(mark.cargo), keyboard: button(botTexts.openCargo) } : null;
      }
      const response = await responseTo(driverId, cargoId);
      const sentAt = response?.timeline[0]?.at;
      if (!response || sentAt === undefined) return null;
      return { text: answeredText(sentAt, response.cargo), keyboard: button(botTexts.openResponse) };
    },
    async backhaul(driverId: number, data: Data): Promise<Words> {
      const offer = await app.backhaul.offered(driverId, String(data["responseId"]));
      return offer && { text: backhaulText(offer.cargos), keyboard: list(offer.query) };
    },
  };
}
