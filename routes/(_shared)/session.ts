// Finds the caller's session and keeps it alive while it is used (contract 1.3).
import { define } from "./define.ts";
import { presentedToken, sessionCookie } from "./session_cookie.ts";

export const session = define.middleware(async (ctx) => {
  const { app, site } = ctx.state;
  const presented = presentedToken(ctx.req.headers, site);
  ctx.state.session = presented && await app.sessions.read(presented.token);
  const response = await ctx.next();
  if (!presented || !ctx.state.session || response.headers.has("set-cookie")) return response;

  const issued = await app.sessions.slide(ctx.state.session);
  if (!issued) return response;
  if (presented.by === "bearer") response.headers.set("x-session-token", issued.token);
  else response.headers.append("set-cookie", sessionCookie(site, issued, Date.now()));
  return response;
});
