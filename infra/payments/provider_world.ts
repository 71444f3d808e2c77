// What every provider of payments is assembled from.
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import type { Alerts } from "../alerts.ts";
import type { Config } from "../config.ts";
import type { SecretStore } from "../crypto/secrets.ts";

export interface ProviderWorld {
  readonly config: Config;
  readonly secrets: SecretStore;
  readonly log: Pick<EventLog, "append">;
  readonly clock: Clock;
  /** As the machine's is, for what others have stamped by theirs. */
  readonly machineClock: Clock;
  readonly newId: NewId;
  readonly random: () => number;
  readonly alarm: Alerts["alarm"];
  /** Aborts when the product stops. */
  readonly signal: AbortSignal;
}
