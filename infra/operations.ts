// How the process is doing: readiness, health and metrics.
import type { HealthReport, Operations, Readiness } from "../domain/operations.ts";
import { LogDamage } from "./eventlog/damage.ts";
import type { World } from "./world.ts";

/** A view further behind the log than this many events is not fit to be read. */
const ACCEPTED_LAG = 1_000;

export function createOperations(
  { log, projections, cargotech, metrics, integrity }: Pick<
    World,
    "log" | "projections" | "cargotech" | "metrics" | "integrity"
  >,
): Operations {
  async function storeProblem(): Promise<string[]> {
    try {
      await log.head();
      return [];
    } catch (error) {
      if (error instanceof LogDamage) return [`the log is damaged: ${error.message}`];
      return [`the store does not answer: ${error instanceof Error ? error.message : String(error)}`];
    }
  }

  async function readiness(): Promise<Readiness> {
    const store = await storeProblem();
    if (store.length > 0) return { ready: false, reasons: store };
    const late = (await projections.status()).filter(({ lag, lastError }) =>
      lag > ACCEPTED_LAG || lastError !== undefined
    );
    const reasons = late.map(({ name, lag, lastError }) =>
      `view ${name} is ${lag} events behind${lastError ? `: ${lastError}` : ""}`
    );
    return { ready: reasons.length === 0, reasons };
  }

  return {
    readiness,
    integrity,
    async health(): Promise<HealthReport> {
      const state = await readiness();
      const views = state.ready ? await projections.status() : [];
      const exchange = cargotech.health();
      const status = !state.ready ? "down" : exchange.state === "ok" ? "ok" : "degraded";
      return {
        ...state,
        status,
        cargotech: exchange,
        projections: views.map(({ name, position, lag }) => ({ name, position, lag })),
      };
    },
    async metrics() {
      metrics.position.set((await log.head()).position);
      for (const { name, lag } of await projections.status()) {
        metrics.projectionLag.set({ projection: name }, lag);
      }
      return await metrics.registry.metrics();
    },
  };
}
