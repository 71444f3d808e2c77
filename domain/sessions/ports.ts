// Ports of signing in: Telegram's signature and the sessions we issue (contracts 1.1–1.3).
import type { TelegramUser } from "../drivers/commands.ts";

/** `stale`: genuine, older than the configured age but not older than a day. */
export type InitDataVerdict =
  | { readonly user: TelegramUser; readonly stale: boolean; readonly startParam?: string }
  | { readonly invalid: string }
  | { readonly expired: true };

/** Bytes of initData anybody looks at: longer texts are refused before anything is computed. */
export const MAX_INIT_DATA = 8 * 1024;

/** Checks the signature, the age and the person of raw initData. Never throws on input. */
export type CheckInitData = (initData: string) => InitDataVerdict;

export type Role = "driver" | "admin";

export interface Session {
  readonly driverId: number;
  /** Ends with the next sign-in of the same driver. */
  readonly sid: string;
  readonly role: Role;
  /** UTC milliseconds. */
  readonly expiresAt: number;
}

export interface Issued {
  readonly token: string;
  readonly session: Session;
}

export interface SessionStore {
  /** A new session; the driver's older one is dead from here on. */
  open(driverId: number): Promise<Issued>;
  /** The live session a token stands for, else null: bad signature, expired, ended, replaced. */
  read(token: string): Promise<Session | null>;
  /** The same session for another 24 hours (to the minute), under a new token; null when it has ended meanwhile. */
  extend(session: Session): Promise<Issued | null>;
  /** Whether the session has neither ended nor been replaced. */
  isLive(session: Session): Promise<boolean>;
  /** Ends the session at once. */
  close(session: Session): Promise<void>;
  /** Ends whatever session the driver has. */
  end(driverId: number): Promise<void>;
}
