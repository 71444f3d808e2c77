// Pages of a driver are for the signed in; anybody else gets the shell that signs in and then swaps the page in.
import { SignInShell } from "../../components/SignInShell.tsx";
import { define } from "../(_shared)/define.ts";

/**
 * Names whose page an answer is: phones keep pages for when there is no connection, each driver's for himself. On a
 * request it names who had acted without a connection: nobody else may do it in his place.
 */
const DRIVER = "x-driver";

/** Where the provider's page sends the driver back to, often in a browser that knows nothing of Telegram. */
const PAYMENT = /^\/payments\/([\w-]{1,64})\/?$/;

export default define.middleware(async (ctx) => {
  const { session, site } = ctx.state;
  const actor = ctx.req.headers.get(DRIVER);
  if (session && (actor === null || actor === String(session.driverId))) {
    const response = await ctx.next();
    response.headers.set(DRIVER, String(session.driverId));
    return response;
  }
  const isRead = ctx.req.method === "GET" || ctx.req.method === "HEAD";
  const paymentId = PAYMENT.exec(ctx.url.pathname)?.[1];
  return ctx.render(<SignInShell botUsername={site.botUsername} paymentId={paymentId} />, {
    status: isRead ? 200 : 401,
  });
});
