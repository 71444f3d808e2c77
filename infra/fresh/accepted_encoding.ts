// The one reading of Accept-Encoding: brotli before gzip, and `q=0` means no.
export type Encoding = "br" | "gzip";

/** The smallest form the client takes of those we can make; null for none. */
export function acceptedEncoding(req: Request, possible: Encoding[] = ["br", "gzip"]): Encoding | null {
  const header = req.headers.get("accept-encoding") ?? "";
  const taken = (form: Encoding) => new RegExp(`\\b${form}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(header);
  return possible.find(taken) ?? null;
}
