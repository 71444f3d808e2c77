// What an error of Stripe means: they said no, they do not know us, they are busy, or nobody can tell.
import Stripe from "stripe";
import type { Rejection } from "../../../domain/payments/ports.ts";
import { ProviderFailure } from "../../../domain/payments/provider_failure.ts";

/** Milliseconds until asking again makes sense. */
const BUSY = 2_000;
const REFUSED_ACCOUNT = 60_000;

/** @throws {ProviderFailure} for everything that is no refusal of what was asked. */
export function refusalOf(error: unknown, now: number): Rejection {
  const { errors } = Stripe;
  if (!(error instanceof errors.StripeError)) throw error;
  const code = error.code ?? error.type;
  if (error instanceof errors.StripeAuthenticationError) {
    throw new ProviderFailure(`Stripe refuses our key: ${code}`, "account", now + REFUSED_ACCOUNT);
  }
  if (error instanceof errors.StripePermissionError) {
    throw new ProviderFailure(`Stripe refuses our key this call: ${code}`, "forbidden");
  }
  // 409 is a call with the same key that is still running.
  if (error instanceof errors.StripeRateLimitError || error.statusCode === 409) {
    throw new ProviderFailure(`Stripe is busy: ${code}`, "busy", now + BUSY);
  }
  const isRefusal = error instanceof errors.StripeInvalidRequestError ||
    error instanceof errors.StripeIdempotencyError || error instanceof errors.StripeCardError;
  if (isRefusal) return { rejected: { code, error: error.message } };
  throw new ProviderFailure(`Stripe gave no answer we can use: ${code}`, "unknown");
}

/** Whether Stripe has kept a failure of its own under the key: it repeats the failure for as long as the key lives. */
export function isKeptFailure(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeError && (error.statusCode ?? 0) >= 500;
}
