// What the client needs from the rest of the process.
import type { CargoTechEvent } from "../../domain/cargotech/events.ts";

/**
 * Counts one occurrence. Names and labels: `cargotech_calls_total` {path, outcome}, `cargotech_retries_total`,
 * `cargotech_sign_ins_total` {outcome}, `cargotech_tokens_rejected_total`, `cargotech_rows_dropped_total`,
 * `cargotech_budget_refused_total`, `cargotech_unseen_shapes_total` {path},
 * `cargotech_cache_total` {cache, outcome: hit|stale|miss|rescued|failed}.
 */
export type Count = (name: string, labels?: Record<string, string>) => void;

/** Where facts about our account go: appended to the stream `cargotech`. */
export type RecordEvent = (event: CargoTechEvent) => void | Promise<void>;
