// What every route knows of its request, and Fresh's typed helpers bound to it.
import { createDefine } from "fresh";
import type { App } from "../../domain/app.ts";
import type { Operations } from "../../domain/operations.ts";
import type { Session } from "../../domain/sessions/mod.ts";
import type { Origin } from "../../domain/shared/origin.ts";

export interface State {
  readonly app: App;
  readonly operations: Operations;
  /** Also the X-Request-Id of the answer and the correlation id of every event this request causes. */
  readonly requestId: string;
  /** Address of the caller, as far as trusted proxies vouch for it. */
  readonly clientIp: string;
  /** The live session of the caller, from cookie or bearer; null when anonymous. */
  session: Session | null;
  readonly site: Site;
  /** Takes one request from the caller's budget; seconds to wait when it is used up, else 0. */
  readonly throttle: (caller: string) => number;
  /**
   * Answers with the page drawn before for the same `shown`, which holds everything it depends on, else draws it.
   * Objects count as the same only when they are the same object.
   */
  readonly drawOnce: (
    req: Request,
    shown: readonly unknown[],
    draw: () => Promise<Response>,
  ) => Promise<Response>;
  /** Tells the operators of an error nobody expected. */
  readonly report: (error: unknown) => void;
}

export interface Site {
  /** The bot's name without @. */
  readonly botUsername: string;
  /** Our public origin, without a trailing slash. */
  readonly baseUrl: string;
}

export const define = createDefine<State>();

/** The caller as the cause of events. Routes behind `signedIn` always have a session. */
export function originOf({ session, requestId }: Pick<State, "session" | "requestId">): Origin {
  if (!session) throw new Error("Cannot act without a session");
  return { actor: { kind: "driver", id: String(session.driverId) }, correlationId: requestId };
}

/** Whether the session of the request is still live, for what goes on after its answer has begun. */
export function stillSignedIn({ app, session }: Pick<State, "app" | "session">): () => Promise<boolean> {
  return async () => session !== null && await app.sessions.isLive(session);
}
