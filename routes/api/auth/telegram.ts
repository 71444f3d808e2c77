// POST: raw initData for a session (contracts 1.1, 1.2).
import { MAX_INIT_DATA } from "../../../domain/sessions/ports.ts";
import { readJson } from "../../(_shared)/body.ts";
import { define } from "../../(_shared)/define.ts";
import { problem } from "../../(_shared)/problem.ts";
import { sessionCookie } from "../../(_shared)/session_cookie.ts";
import { type SignInAnswer, SignInBody } from "../(_schemas)/auth.ts";

/** Room for the JSON around it. */
const ENVELOPE = 64;

export const handler = define.handlers({
  async POST(ctx) {
    const { app, site, session: presented, requestId: correlationId } = ctx.state;
    const body = await readJson(ctx.req, SignInBody, {
      maxBytes: MAX_INIT_DATA + ENVELOPE,
      refusal: "bad_request",
    });
    if ("refused" in body) return body.refused;
    const { initData } = body.ok;
    if (new TextEncoder().encode(initData).length > MAX_INIT_DATA) return problem("payload_too_large");
    const signedIn = await app.sessions.signIn({ initData, presented, correlationId });
    if ("refused" in signedIn) return problem(signedIn.refused);

    const { token, session, driver } = signedIn;
    const { id, firstName, username } = driver;
    const answer: SignInAnswer = {
      token,
      expiresAt: new Date(session.expiresAt).toISOString(),
      driver: { id, firstName, ...(username !== undefined && { username }), role: session.role },
    };
    return ctx.json(answer, { headers: { "set-cookie": sessionCookie(site, signedIn, Date.now()) } });
  },
});
