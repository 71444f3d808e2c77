// POST: the driver shares the phone of the Telegram account; what Telegram signed is all that is believed.
import { readJson } from "../../(_shared)/body.ts";
import { define, originOf } from "../../(_shared)/define.ts";
import { problem } from "../../(_shared)/problem.ts";
import { ContactBody } from "../(_schemas)/contact.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const body = await readJson(ctx.req, ContactBody);
    if ("refused" in body) return body.refused;
    const outcome = await app.drivers.shareContact(session.driverId, body.ok.contact, originOf(ctx.state));
    return "refused" in outcome ? problem(outcome.refused) : ctx.json(outcome);
  },
});
