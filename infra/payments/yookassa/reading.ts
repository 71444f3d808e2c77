// Objects of YooKassa that cannot be read are asked for again and again: a person is told of each once.
import { LruMap } from "../../lru_map.ts";
import { ProviderFailure } from "../../../domain/payments/provider_failure.ts";
import type { Alerts } from "../../alerts.ts";
import { traceOf } from "./read.ts";

/** Throws ProviderFailure for what cannot be read. */
export type Read<T> = (json: unknown) => T;

const REMEMBERED = 1_000;

/** Makes readers that raise the alarm. */
export function createReading(
  alarm: Alerts["alarm"],
): <T>(read: Read<T>) => Read<T> {
  const told = new LruMap<string, true>(REMEMBERED);
  return (read) => (json) => {
    try {
      return read(json);
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      const { objectId } = traceOf(json);
      const what = `${objectId} ${error.message}`;
      if (!told.get(what)) alarm("an object of YooKassa cannot be read", { objectId, error: error.message });
      told.set(what, true);
      throw error;
    }
  };
}
