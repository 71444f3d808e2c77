// The one reading of Accept-Encoding: brotli before gzip, and `q=0` means no.
export type Encoding = "br" | "gzip";

const TAKEN: Record<Encoding, RegExp> = {
  br: /\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/,
  gzip: /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/,
};

/** The smallest form the client takes of those we can make; null for none. */
export function acceptedEncoding(req: Request, possible: Encoding[] = ["br", "gzip"]): Encoding | null {
  const header = req.headers.get("accept-encoding") ?? "";
  return possible.find((form) => TAKEN[form].test(header)) ?? null;
}
