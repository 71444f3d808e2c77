// Brings an event of an older shape to the present one, on reading: the log keeps what was written, code knows one shape.
import type { StoredEvent } from "./event.ts";

type Data = StoredEvent["data"];

/** The data of version n as version n + 1 would have said it. Pure; personal fields are sealed or null. */
export type Upcaster = (data: Data) => Data;

/** Event type → version it comes from → upcaster to the next. `{CargoResponded: {1: (data) => ({...data, …})}}` */
export type Upcasters = Readonly<Record<string, Readonly<Record<number, Upcaster>>>>;

/**
 * The event in its newest shape, `meta.schemaVersion` with it; the same object when there is nothing to do. Its hash
 * stays that of what was written.
 */
export function createUpcast(upcasters: Upcasters): <E extends StoredEvent>(event: E) => E {
  return (event) => {
    const steps = Object.hasOwn(upcasters, event.type) ? upcasters[event.type] : undefined;
    if (steps === undefined) return event;
    let { data } = event;
    let { schemaVersion } = event.meta;
    for (let step = steps[schemaVersion]; step !== undefined; step = steps[schemaVersion]) {
      data = step(data);
      schemaVersion++;
    }
    if (schemaVersion === event.meta.schemaVersion) return event;
    return { ...event, data, meta: { ...event.meta, schemaVersion } };
  };
}
