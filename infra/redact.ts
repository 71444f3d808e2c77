// Cuts secrets out of text that leaves the process: log lines, error reports.
import { itemsOf } from "../domain/settings/secrets.ts";

export interface Redactor {
  /** Replaces every secret by ***, as it is and as JSON or an address would write it. */
  hide(text: string): string;
  /** One more secret from now on; of a comma list each is one too. */
  learn(secret: string): void;
}

/** Shorter values would cut holes into ordinary words. */
const SHORTEST = 4;

export function createRedactor(secrets: readonly string[]): Redactor {
  const known = new Set<string>();
  let hidden: string[] = [];

  function learn(...secrets: string[]): void {
    const before = known.size;
    for (const secret of secrets) if (secret.length >= SHORTEST) known.add(secret);
    if (known.size === before) return;
    // The longest first: a secret may contain another.
    hidden = [...new Set([...known].flatMap(forms))].sort((one, other) => other.length - one.length);
  }

  learn(...secrets);
  return {
    hide: (text) => hidden.reduce((rest, form) => rest.replaceAll(form, "***"), text),
    learn: (secret) => learn(secret, ...itemsOf(secret)),
  };
}

function forms(secret: string): string[] {
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams([["", secret]]).toString().slice(1),
  ];
}
