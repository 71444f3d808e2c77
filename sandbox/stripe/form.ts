// Stripe's request bodies: a form whose bracketed names make objects and lists (docs.stripe.com/api).

export type Form = { [name: string]: string | Form };

/** `a[b][0]=x` becomes {a: {b: {0: "x"}}}. */
export function readForm(parameters: URLSearchParams): Form {
  const form: Form = {};
  for (const [name, value] of parameters) {
    const path = name.replaceAll("]", "").split("[");
    let place = form;
    for (const step of path.slice(0, -1)) {
      const next = place[step];
      const inner = typeof next === "object" ? next : {};
      place[step] = inner;
      place = inner;
    }
    place[path.at(-1)!] = value;
  }
  return form;
}

/** The text at a path, or undefined. */
export function text(form: Form, ...path: string[]): string | undefined {
  let place: string | Form | undefined = form;
  for (const step of path) place = typeof place === "object" ? place[step] : undefined;
  return typeof place === "string" ? place : undefined;
}

/** The texts of an object: metadata, say. */
export function texts(form: Form, ...path: string[]): Record<string, string> {
  let place: string | Form | undefined = form;
  for (const step of path) place = typeof place === "object" ? place[step] : undefined;
  const entries = Object.entries(typeof place === "object" ? place : {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
