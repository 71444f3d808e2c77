// POST: ends the session at once. A page's form is sent to a farewell, an API caller gets 204.
import { define, originOf } from "../../(_shared)/define.ts";
import { endedCookie } from "../../(_shared)/session_cookie.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { app, session, site } = ctx.state;
    if (session) await app.sessions.signOut(session, originOf(ctx.state));
    const isForm = ctx.req.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded");
    const headers = new Headers({ "set-cookie": endedCookie(site) });
    if (!isForm) return new Response(null, { status: 204, headers });
    headers.set("location", "/signed-out");
    return new Response(null, { status: 303, headers });
  },
});
