// What CargoTech sends that we have not seen before: fields without a name here, and known ones in a form nobody reads.
// Each is told once, since it comes with every row.
import type { z } from "zod";
import type { Logger } from "../logger.ts";
import type { Count } from "./ports.ts";

export interface Surprises {
  /** Compares an object of an answer with what was read of it. */
  look(path: string, shape: z.ZodObject, given: unknown, read: Readonly<Record<string, unknown>>): void;
}

/** Upstream may make up names; whoever sends more than this is not sending fields any more. */
const MOST = 200;

export function createSurprises({ logger, count }: { logger: Logger; count: Count }): Surprises {
  const told = new Set<string>();

  function tell(path: string, field: string, what: string): void {
    const surprise = `${path} ${field} ${what}`;
    if (told.has(surprise) || told.size >= MOST) return;
    told.add(surprise);
    logger.warn("CargoTech sent something new", { path, field: field.slice(0, 64), what });
    count("cargotech_unseen_shapes_total", { path });
  }

  return {
    look(path, shape, given, read) {
      if (typeof given !== "object" || given === null) return;
      for (const [field, value] of Object.entries(given)) {
        if (!(field in shape.shape)) tell(path, field, "unknown");
        else if (!isNothing(value) && read[field] === undefined) {
          tell(path, field, `unreadable ${typeof value}`);
        }
      }
    },
  };
}

function isNothing(value: unknown): boolean {
  return value === null || value === "" || value === 0 || value === false;
}
