// What secrets of payment providers look like when they are typed in the console. The environment may know shorter ones.

/** Goes into a header: printable ASCII, no spaces. */
export const YOOKASSA_SECRET_KEY = /^[\x21-\x7e]{8,512}$/;
/** One of a comma list. It is part of an address, and all that keeps a stranger out. */
export const YOOKASSA_WEBHOOK_TOKEN = /^[A-Za-z0-9_-]{32,256}$/;
export const STRIPE_SECRET_KEY = /^(sk|rk)_(test|live)_\w{1,500}$/;
/** One of a comma list. */
export const STRIPE_WEBHOOK_SECRET = /^whsec_[\x21-\x2b\x2d-\x7e]{1,500}$/;

/** The items of a comma list. */
export function itemsOf(text: string): string[] {
  return text.split(",").map((item) => item.trim()).filter(Boolean);
}
