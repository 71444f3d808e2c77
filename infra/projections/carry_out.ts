// A rebuild that was taken up, carried to its end, with what came of it in the logs.
import type { Projection } from "../../domain/shared/projection.ts";
import type { Logger } from "../logger.ts";
import { rebuild, type RebuildDeps } from "./rebuild.ts";
import { type Lease, RebuildTaken } from "./rebuild_record.ts";

export interface CarryOutDeps extends RebuildDeps {
  readonly logger: Logger;
}

/** Never rejects. Outages end it as well; it is adopted, by whoever sees it first, after a while of silence. */
export async function carryOut(
  deps: CarryOutDeps,
  projection: Projection<unknown>,
  lease: Lease,
  switched: (build: string) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { logger } = deps;
  const { rebuildId } = lease.record;
  try {
    await rebuild(deps, projection, lease, switched, signal);
    const { status, position, identical, error } = lease.record;
    logger[status === "failed" || identical === false ? "error" : "info"]("view rebuilt", {
      projection: projection.name,
      rebuildId,
      status,
      position,
      ...(identical !== undefined && { identical }),
      ...(error !== undefined && { error }),
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const taken = error instanceof RebuildTaken;
    logger[taken ? "info" : "warn"]("rebuild left", { projection: projection.name, rebuildId, why });
  }
}
