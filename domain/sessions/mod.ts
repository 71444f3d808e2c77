// Signing in and out of the Mini App, and the session in between (contracts 1.1–1.3).
import type { Driver, Drivers } from "../drivers/mod.ts";
import type { Origin } from "../shared/origin.ts";
import type { Clock } from "../shared/ports.ts";
import type { CheckInitData, Issued, Session, SessionStore } from "./ports.ts";

export type { Issued, Session } from "./ports.ts";

export type SignInRefusal = "init_data_invalid" | "init_data_expired";
export type SignedIn = Issued & { readonly driver: Driver };

export interface Sessions {
  /** Fresh initData opens a session; older genuine data only continues the live one of the same driver. */
  signIn(
    attempt: { initData: string; presented: Session | null; correlationId: string },
  ): Promise<SignedIn | { readonly refused: SignInRefusal }>;
  /** The live session of a token, else null. */
  read(token: string): Promise<Session | null>;
  /** A new token for a session in use, once an hour; null while the present one is young enough or when it has ended. */
  slide(session: Session): Promise<Issued | null>;
  /** Whether the session has neither ended nor been replaced: what outlives a request asks again. */
  isLive(session: Session): Promise<boolean>;
  signOut(session: Session, origin: Origin): Promise<void>;
}

const HOUR = 3_600_000;
/** Sliding life of a session, milliseconds (contract 1.2). */
export const SESSION_TTL = 24 * HOUR;

export function createSessions(
  ports: {
    check: CheckInitData;
    store: SessionStore;
    drivers: Pick<Drivers, "signedIn" | "signedOut" | "find">;
    clock: Clock;
    /** Told why of every initData that is not genuine, to count and to alert. */
    onInvalid: (why: string) => void;
  },
): Sessions {
  const { check, store, drivers, clock, onInvalid } = ports;

  return {
    async signIn({ initData, presented, correlationId }) {
      const verdict = check(initData);
      if ("invalid" in verdict) {
        onInvalid(verdict.invalid);
        return { refused: "init_data_invalid" };
      }
      if ("expired" in verdict) return { refused: "init_data_expired" };
      const { user } = verdict;
      if (verdict.stale) {
        if (presented?.driverId !== user.id) return { refused: "init_data_expired" };
        const extended = await store.extend(presented);
        if (!extended) return { refused: "init_data_expired" };
        const driver = await drivers.find(user.id) ?? { id: user.id, firstName: user.firstName };
        return { ...extended, driver };
      }
      const driver = await drivers.signedIn(user, {
        actor: { kind: "driver", id: String(user.id) },
        correlationId,
      });
      return { ...await store.open(user.id), driver };
    },
    read: (token) => store.read(token),
    isLive: (session) => store.isLive(session),
    async slide(session) {
      return session.expiresAt - clock() < SESSION_TTL - HOUR ? await store.extend(session) : null;
    },
    async signOut(session, origin) {
      await store.close(session);
      await drivers.signedOut(session.driverId, origin);
    },
  };
}
