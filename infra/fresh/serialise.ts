// Island props as JSON text: everything devalue knows (Date, URL, Map, Set, bigint, cycles…) plus signals and slots.
// One call per page, so a signal given to several islands stays one signal.
import { Signal } from "@preact/signals";
import { stringify } from "devalue";
import { isJsx, slotId } from "./islands.ts";

// Reducers are asked for truth, so a value is boxed: a signal holding 0 would be overlooked otherwise.
const reducers = {
  Signal: (value: unknown) => value instanceof Signal && [value.peek()],
  Slot: (value: unknown) => {
    const id = slotId(value);
    if (id !== null) return [id];
    if (!Array.isArray(value) && isJsx(value)) {
      throw new TypeError("JSX must be a prop of the island itself, not part of another value");
    }
    return false;
  },
};

/** @throws for functions, class instances and JSX buried in an object: they cannot reach a browser. */
export function serialiseProps(instances: [bundle: number, props: Record<string, unknown>][]): string {
  try {
    return stringify(instances, reducers);
  } catch (error) {
    throw new TypeError(`Cannot send island props to the browser: ${messageOf(error)}`, { cause: error });
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "path" in error ? `${error.message} at ${error.path}` : error.message;
}
