// GET: everything known about one load.
import { define } from "../../../(_shared)/define.ts";
import { problem } from "../../../(_shared)/problem.ts";
import { refusedByExchange } from "../../(_shared)/outage.ts";
import type { CargoAnswer } from "../../(_schemas)/cargos.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const found = await app.freight.detail(ctx.params["id"]!);
    if ("refused" in found) return refusedByExchange(found);
    const [badged] = await app.responses.badged(session.driverId, [found.data]);
    const { kept } = await app.marks.of(session.driverId);
    const data = kept.includes(found.data.id) ? { ...badged!, kept: true } : badged!;
    const { stale, fetchedAt } = found;
    const mayCall = (await app.contacts.access(session.driverId)).allowed;
    const answer: CargoAnswer = mayCall
      ? { data, meta: { stale, fetchedAt } }
      : { data: { ...data, contacts: [] }, meta: { stale, fetchedAt, contactsHidden: true } };
    return ctx.json(answer);
  },
});
