// The one reading of Accept-Encoding: brotli before gzip, and `q=0` means no.

export type Encoding = "br" | "gzip";

const FORMS: [Encoding, RegExp][] = [["br", wanting("br")], ["gzip", wanting("gzip")]];

/** The smallest form the client takes of those we can make; null for none. */
export function acceptedEncoding(req: Request, possible: Encoding[] = ["br", "gzip"]): Encoding | null {
  const header = req.headers.get("accept-encoding");
  if (header === null) return null;
  return FORMS.find(([form, pattern]) => possible.includes(form) && pattern.test(header))?.[0] ?? null;
}

function wanting(name: string): RegExp {
  return new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))`);
}
