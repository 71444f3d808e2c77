// Failures of CargoTech as the values that the domain knows; anything else is a bug and stays an exception.
import type { NotFound, Unavailable } from "../../domain/freight/ports.ts";
import type { Logger } from "../logger.ts";
import { CargoTechFailure } from "./failure.ts";
import type { Health } from "./health.ts";

export type OrUnavailable = <T>(work: Promise<T>) => Promise<T | Unavailable>;

/** Outages become "unavailable", with the reason when it is our account that was closed. */
export function createOrUnavailable({ health, logger }: { health: Health; logger: Logger }): OrUnavailable {
  return async (work) => {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof CargoTechFailure)) throw error;
      logger.debug("Nothing to show instead of an answer of CargoTech", { reason: error.message });
      return { refused: "cargotech_unavailable", ...(health.denied && { reason: "denied" as const }) };
    }
  };
}

/** To a driver a load that CargoTech will not speak of is one that cannot be found, unless we know better. */
export async function orDeclined<T>(work: Promise<T>): Promise<T | NotFound> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof CargoTechFailure) || error.kind !== "declined") throw error;
    return { refused: "cargo_not_found" };
  }
}
