// The shapes settings come in: text of the environment to the value the product uses, or what is wrong with it.
import { z } from "zod";
import { itemsOf } from "../domain/settings/secrets.ts";
import { isNetwork } from "./web/networks.ts";

export const integer = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  z.string().regex(/^-?\d+$/, "must be a whole number").transform(Number).pipe(
    z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`),
  );
export const number = (min: number) =>
  z.string().regex(/^\d+(\.\d+)?$/, "must be a number").transform(Number).pipe(
    z.number().min(min, `must be at least ${min}`),
  );
export const url = z.string().transform((text, context) => {
  const address = URL.parse(text);
  if (address && /^https?:$/.test(address.protocol)) return address.href.replace(/\/+$/, "");
  context.addIssue({ code: "custom", message: "must be an http(s) address" });
  return z.NEVER;
});
/** Scheme, host and port, as browsers write it; nothing after them. */
export const origin = url.transform((text, context) => {
  const { origin, pathname, search, hash, username } = new URL(text);
  if (pathname === "/" && search + hash + username === "") return origin;
  context.addIssue({ code: "custom", message: "must be an origin like https://example.org, without a path" });
  return z.NEVER;
});
export const list = z.string().transform(itemsOf);
export const ids = list.pipe(
  z.array(z.string().regex(/^\d{1,16}$/, "must be a comma list of Telegram ids").transform(Number)),
);
export const networks = list.pipe(
  z.array(z.string().refine(isNetwork, "must be a comma list of addresses or CIDRs")),
);
export const given = z.string().min(1, "must not be empty");

/** A comma list of base64 keys, decoded; each of at least (or exactly) so many bytes. */
export const keys = (fits: (bytes: number) => boolean, rule: string) =>
  list.transform((items, context) => {
    const decoded = items.map(decodeBase64);
    if (items.length > 0 && decoded.every((key) => key && fits(key.length))) return decoded as Uint8Array[];
    context.addIssue({ code: "custom", message: rule });
    return z.NEVER;
  });

function decodeBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.fromBase64(text, { alphabet: /[-_]/.test(text) ? "base64url" : "base64" });
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
