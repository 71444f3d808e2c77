// What the bot answers to what was said to it, with what is true when the answer leaves.
import type { App } from "../../domain/app.ts";
import { leavePhone } from "../../texts/alerts.ts";
import { botTexts } from "../../texts/bot.ts";
import { supportTexts } from "../../texts/bot_driver.ts";
import {
  helpText,
  noSuchCommandText,
  pageButtons,
  replyButtons,
  responsesText,
  searchesText,
  startText,
} from "../../texts/bot_replies.ts";
import { paymentReplies } from "../../texts/payment_messages.ts";
import { subscriptionWords } from "./compose_payments.ts";

/** Text in HTML, what its button is called, and the page it opens. */
export interface Reply {
  readonly text: string;
  readonly button: string;
  readonly path: string;
}

export async function replyTo(
  app: App,
  driverId: number,
  { about, cargoId, page }: Readonly<Record<string, unknown>>,
): Promise<Reply> {
  switch (about) {
    case "start": {
      const name = (await app.drivers.find(driverId))?.firstName ?? "";
      if (cargoId) {
        return { text: startText(name, "cargo"), button: botTexts.openCargo, path: `/cargos/${cargoId}` };
      }
      const path = `/${page}`;
      return isPage(path) ? opening(path, startText(name, "page")) : opening("/", startText(name, "list"));
    }
    case "responses": {
      const responses = await app.responses.of(driverId);
      return opening(responses.length === 0 ? "/" : "/responses", responsesText(responses));
    }
    case "leave_phone":
      return { text: leavePhone, button: replyButtons.leavePhone, path: `/cargos/${cargoId}#respond` };
    case "subscription_required":
      return { text: paymentReplies.required, button: replyButtons.tariffs, path: "/subscription" };
    case "subscription":
      return opening("/subscription", await subscriptionWords(app, driverId));
    case "paysupport":
      return opening("/subscription", paymentReplies.paysupport);
    case "terms":
      return opening("/subscription", paymentReplies.terms);
    case "searches":
      return opening("/searches", searchesText(await app.searches.of(driverId)));
    case "contact_taken":
      return opening("/", supportTexts.contactTaken);
    case "contact_foreign":
      return opening("/profile", supportTexts.contactForeign);
    case "contact_unknown":
      return opening("/", supportTexts.contactUnknown);
    case "support":
      return opening("/", supportTexts.received);
    case "no_such_command":
      return opening("/", noSuchCommandText);
    default:
      return opening("/", helpText);
  }
}

type Page = keyof typeof pageButtons;

function isPage(path: string): path is Page {
  return path in pageButtons;
}

function opening(path: Page, text: string): Reply {
  return { text, button: pageButtons[path], path };
}
