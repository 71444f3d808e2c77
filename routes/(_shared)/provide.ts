// Gives every request what its route may use.
import { define, type State } from "./define.ts";

export interface Provided extends Pick<State, "app" | "operations" | "site" | "throttle" | "drawOnce"> {
  readonly report: (error: unknown, fields: { requestId: string }) => void;
  /** What the web layer knows of a request; it learns the matched route in return. */
  readonly factsOf: (
    req: Request,
  ) => { readonly requestId: string; readonly clientIp: string; route: string | null };
}

export function provide({ factsOf, report, ...given }: Provided) {
  return define.middleware(async (ctx) => {
    const facts = factsOf(ctx.req);
    const { requestId, clientIp } = facts;
    Object.assign(
      ctx.state,
      given,
      {
        requestId,
        clientIp,
        session: null,
        report: (error: unknown) => report(error, { requestId }),
      } satisfies Omit<State, keyof typeof given>,
    );
    try {
      return await ctx.next();
    } finally {
      facts.route = ctx.route;
    }
  });
}
