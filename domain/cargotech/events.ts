// These names and shapes are stored: change them only by adding.
// How the product's own account at CargoTech is doing. No event holds the token, the password or the phone.
import { z } from "zod";
import { event } from "../shared/event.ts";

/** All of them belong to this stream. */
export const CARGOTECH_STREAM = "cargotech";

export const TokenObtained = event("TokenObtained", {
  /** ISO 8601 UTC; when a new one is due at the latest. */
  expiresAt: z.string(),
});
export type TokenObtained = z.infer<typeof TokenObtained>;

/** CargoTech answered 401 to a call that carried our token. */
export const TokenInvalidated = event("TokenInvalidated", { status: z.number().int() });
export type TokenInvalidated = z.infer<typeof TokenInvalidated>;

export const SignInFailed = event("SignInFailed", {
  /** HTTP status of the answer; 0 when there was none. */
  status: z.number().int(),
  /** How many sign-ins failed in a row, this one included. */
  attempt: z.number().int().positive(),
});
export type SignInFailed = z.infer<typeof SignInFailed>;

/** Somebody of the staff made us forget what CargoTech had answered. */
export const CacheCleared = event("CacheCleared", {
  cache: z.string(),
  /** How many answers were in memory. */
  answers: z.number().int().nonnegative(),
});
export type CacheCleared = z.infer<typeof CacheCleared>;

export const cargoTechEvents = [TokenObtained, TokenInvalidated, SignInFailed, CacheCleared] as const;
export type CargoTechEvent = z.infer<typeof cargoTechEvents[number]>;
