// What the bot answers to what was said to it, with what is true when the answer leaves.
import type { App } from "../../domain/app.ts";
import { leavePhone } from "../../texts/alerts.ts";
import { botTexts, responsesText } from "../../texts/bot.ts";
import { supportTexts } from "../../texts/bot_driver.ts";
import { paymentReplies } from "../../texts/payment_messages.ts";
import { subscriptionWords } from "./compose_payments.ts";

/** Text in HTML, and the page its button opens. */
export interface Reply {
  readonly text: string;
  readonly path: string;
}

export async function replyTo(
  app: App,
  driverId: number,
  { about, cargoId, page }: Readonly<Record<string, unknown>>,
): Promise<Reply> {
  switch (about) {
    case "start": {
      const driver = await app.drivers.find(driverId);
      const path = cargoId ? `/cargos/${cargoId}` : typeof page === "string" ? `/${page}` : "/";
      return { text: botTexts.start(driver?.firstName ?? ""), path };
    }
    case "responses":
      return { text: responsesText(await app.responses.of(driverId)), path: "/responses" };
    case "leave_phone":
      return { text: leavePhone, path: `/cargos/${cargoId}#respond` };
    case "subscription_required":
      return { text: paymentReplies.required, path: "/subscription" };
    case "subscription":
      return { text: await subscriptionWords(app, driverId), path: "/subscription" };
    case "paysupport":
      return { text: paymentReplies.paysupport, path: "/subscription" };
    case "terms":
      return { text: paymentReplies.terms, path: "/subscription" };
    case "searches":
      return { text: botTexts.searches, path: "/searches" };
    case "help":
      return { text: botTexts.help, path: "/" };
    case "contact_taken":
      return { text: supportTexts.contactTaken, path: "/" };
    case "contact_foreign":
      return { text: supportTexts.contactForeign, path: "/profile" };
    case "contact_unknown":
      return { text: supportTexts.contactUnknown, path: "/" };
    case "support":
      return { text: supportTexts.received, path: "/" };
    default:
      return { text: botTexts.unexpected, path: "/" };
  }
}
