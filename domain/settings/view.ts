// What is set now, and since when; who set it is in the history of the stream.
import type { Actor, StoredEvent } from "../shared/event.ts";
import type { Projection } from "../shared/projection.ts";
import type { FlagChanged, SettingChanged } from "./events.ts";

interface Change {
  /** ISO 8601 UTC. */
  readonly changedAt: string;
  /** Its name is sealed. */
  readonly changedBy: Actor;
}

export type FlagRow = FlagChanged["data"] & Change;
/** `value` is JSON text, absent for a secret. */
export type SettingRow = SettingChanged["data"] & Change;

/** Rows at [key]. */
export const flags: Projection<FlagRow> = {
  name: "flags",
  version: 1,
  keys: (event) => event.type === "FlagChanged" ? [[(event as StoredEvent<FlagChanged>).data.key]] : [],
  streams: ([key]) => [`flag-${key}`],
  fold: (_, event) => changed(event as StoredEvent<FlagChanged>),
};

/** Rows at [key]. */
export const settings: Projection<SettingRow> = {
  name: "settings",
  version: 1,
  keys: (event) => event.type === "SettingChanged" ? [[(event as StoredEvent<SettingChanged>).data.key]] : [],
  streams: ([key]) => [`setting-${key}`],
  fold: (_, event) => changed(event as StoredEvent<SettingChanged>),
};

function changed<E extends FlagChanged | SettingChanged>({ data, meta }: StoredEvent<E>): E["data"] & Change {
  return { ...data, changedAt: meta.at, changedBy: meta.actor };
}
