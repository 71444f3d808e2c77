// One load: its page, and what the driver does about it, as plain forms posting to the same address.
import type { z } from "zod";
import { RatingForm, responseRef } from "../../../domain/responses/commands.ts";
import { fieldErrors, refusals } from "../../../texts/ru.ts";
import { define, originOf, type State } from "../../(_shared)/define.ts";
import { statusOf } from "../../(_shared)/status.ts";
import { callerOf } from "../(_shared)/caller.ts";
import { type Attempt, cargoPage, shownOn, statusOfCargo } from "../(_shared)/cargo_page.ts";
import { LoadPage } from "../(_shared)/load_page.tsx";
import { readForm } from "../(_shared)/read_form.ts";
import { readRespondForm } from "../(_shared)/respond_form.ts";

type Failed = { readonly status: number; readonly attempt: Attempt };

export const handler = define.handlers({
  async GET(ctx) {
    const { drawOnce, site } = ctx.state;
    const contactsSent = ctx.url.searchParams.get("contacts") === "sent";
    const data = await cargoPage(ctx.state, ctx.params.id ?? "", { contactsSent });
    // A driver's own page, with their phone in it; it is drawn again when anything on it has changed.
    return await drawOnce(
      ctx.req,
      ["cargo", callerOf(ctx.state).driverId, ...shownOn(data)],
      () =>
        ctx.render(<LoadPage data={data} bot={site.botUsername} />, { status: statusOfCargo(data.cargo) }),
    );
  },

  async POST(ctx) {
    const id = ctx.params.id ?? "";
    const form = await readForm(ctx.req);
    const failed = await obey(ctx.state, id, form);
    const done = form.get("_action") === "contacts" ? "?contacts=sent#contacts" : "#respond";
    if (!failed) return ctx.redirect(ctx.url.pathname + done, 303);
    const data = await cargoPage(ctx.state, id, failed.attempt);
    return await ctx.render(<LoadPage data={data} bot={ctx.state.site.botUsername} />, {
      status: failed.status,
    });
  },
});

/** Does what the form asks; null when it is done. */
async function obey(state: State, id: string, form: URLSearchParams): Promise<Failed | null> {
  const { responses } = state.app;
  const { driverId } = callerOf(state);
  const { responseId } = responseRef(driverId, id);
  switch (form.get("_action")) {
    case "contacts":
      return failure(await state.app.contacts.request(driverId, id, originOf(state)));
    case "withdraw":
      return failure(await responses.withdraw(driverId, responseId, originOf(state)));
    case "rate": {
      const comment = form.get("comment")?.trim();
      const rating = RatingForm.safeParse({ stars: Number(form.get("stars")), ...(comment && { comment }) });
      if (!rating.success) return { status: 422, attempt: unrated(rating.error) };
      return failure(await responses.rate(driverId, responseId, rating.data, originOf(state)));
    }
    default: {
      const read = readRespondForm(form);
      if (!("ok" in read)) return { status: 422, attempt: read };
      return failure(await responses.respond(driverId, id, read.ok, originOf(state)));
    }
  }
}

function unrated({ issues }: z.ZodError<RatingForm>): Attempt {
  return issues.some(({ path }) => path[0] === "stars")
    ? { starsError: fieldErrors.invalid_stars }
    : { refusal: fieldErrors.invalid_comment };
}

function failure(outcome: object | { refused: keyof typeof refusals }): Failed | null {
  if (!("refused" in outcome)) return null;
  return { status: statusOf[outcome.refused], attempt: { refusal: refusals[outcome.refused] } };
}
