// The door of signing in, as the Mini App knocks at it.
import type { Product } from "../../support/product.ts";

/** Posts a body, usually `{initData}`. */
export function postSignIn(
  product: Product,
  body: unknown,
  path = "/api/auth/telegram",
  headers: Record<string, string> = {},
) {
  const origin = `http://localhost:${product.settings["PORT"]}`;
  return fetch(origin + path, { method: "POST", body: JSON.stringify(body), headers });
}
