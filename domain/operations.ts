// How the running product is doing, for health checks and dashboards.
import type { CargoSourceHealth } from "./freight/ports.ts";
import type { Integrity } from "./integrity.ts";

export interface Readiness {
  readonly ready: boolean;
  /** Why not, in words for an operator; empty when ready. */
  readonly reasons: readonly string[];
}

export interface HealthReport extends Readiness {
  readonly status: "ok" | "degraded" | "down";
  readonly cargotech: CargoSourceHealth;
  readonly projections: readonly { readonly name: string; readonly position: number; readonly lag: number }[];
}

export interface Operations {
  readonly integrity: Omit<Integrity, "stop">;
  /** The store answers and every view is within 1,000 events of the log. */
  readiness(): Promise<Readiness>;
  health(): Promise<HealthReport>;
  /** Prometheus text exposition format 0.0.4. */
  metrics(): Promise<string>;
}
