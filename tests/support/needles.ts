// Looks for values that must not be there, in every form bytes may carry them.

export interface Needle {
  /** What it is, for the message of a failing test. */
  readonly name: string;
  readonly value: string | Uint8Array;
}

/** Names of the needles found in the bytes: as UTF-8, UTF-16LE (how KV keeps Cyrillic), base64 at any offset, or hex. */
export function findNeedles(haystack: Uint8Array, needles: readonly Needle[]): string[] {
  const text = latin1(haystack);
  return needles.flatMap(({ name, value }) =>
    formsOf(value).filter(([, form]) => text.includes(form)).map(([how]) => `${name} (${how})`)
  );
}

/** As `findNeedles`, in text people or machines read: also as JSON and addresses write it. */
export function findInText(text: string, needles: readonly Needle[]): string[] {
  const written = needles.filter(({ value }) => typeof value === "string").flatMap(({ name, value }) => {
    const json = JSON.stringify(value).slice(1, -1);
    return [[`${name} (JSON)`, json], [`${name} (address)`, encodeURIComponent(String(value))]] as const;
  }).filter(([, form]) => text.includes(form)).map(([how]) => how);
  return [...findNeedles(new TextEncoder().encode(text), needles), ...written];
}

function formsOf(value: string | Uint8Array): [how: string, form: string][] {
  const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
  const forms: [string, string][] = [["as it is", latin1(bytes)], ["hex", bytes.toHex()]];
  if (typeof value === "string") forms.push(["UTF-16LE", latin1(utf16(value))]);
  for (let offset = 0; offset < 3; offset++) {
    const whole = Uint8Array.of(...new Uint8Array(offset), ...bytes);
    // Characters that also hold bits of the neighbours are left out.
    const from = Math.ceil(offset * 8 / 6);
    const to = Math.floor(whole.length * 8 / 6);
    forms.push(["base64", whole.toBase64().slice(from, to)]);
    forms.push(["base64url", whole.toBase64({ alphabet: "base64url" }).slice(from, to)]);
  }
  return forms;
}

function utf16(text: string): Uint8Array {
  return new Uint8Array(Uint16Array.from(text, (_, at) => text.charCodeAt(at)).buffer);
}

/** One character a byte, so that text search searches bytes. */
function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return text;
}
