// Cuts secrets out of text that leaves the process: log lines, error reports.

/** Shorter values would cut holes into ordinary words. */
const SHORTEST = 4;

/** Replaces every secret by ***, as it is and as JSON or an address would write it. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const forms = secrets.filter((secret) => secret.length >= SHORTEST).flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams([["", secret]]).toString().slice(1),
  ]);
  // The longest first: a secret may contain another.
  const hidden = [...new Set(forms)].sort((one, other) => other.length - one.length);
  return (text) => hidden.reduce((rest, form) => rest.replaceAll(form, "***"), text);
}
