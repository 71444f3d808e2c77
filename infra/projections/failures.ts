// What stops a view for good, as against an outage, after which it is tried again; and how the operators hear of it.
import type { StoredEvent } from "../../domain/shared/event.ts";
import type { Alerts } from "../alerts.ts";
import { LogDamage } from "../eventlog/damage.ts";

/** The projection, or a row it works on, is at fault: trying the same events again would only fail again. */
export class FoldError extends Error {
  override readonly name = "FoldError";
}

/** A stored row that cannot be read. Whoever meets it while reading finds no view that has stopped. */
export class RowDamage extends FoldError {}

/** What is stored of how a view stands cannot be read. Its rows may be whole: a rebuild writes both anew. */
export class RecordDamage extends FoldError {
  constructor(what: string, view: string) {
    super(`Cannot read ${what} of view "${view}": it is damaged; a rebuild writes it anew`);
  }
}

/** Another build is shown than the one this process has rows of: whoever asks later, or elsewhere, is answered. */
export class ViewMoved extends Error {
  override readonly name = "ViewMoved";
}

/** What the projection threw, with the event it threw at. */
export function cannotFold({ type, position }: StoredEvent, view: string, error: unknown): FoldError {
  const reason = error instanceof Error ? error.message : String(error);
  return new FoldError(`Cannot fold ${type} at position ${position} into view "${view}": ${reason}`, {
    cause: error,
  });
}

export function isForGood(error: unknown): error is FoldError | LogDamage | ViewMoved {
  return error instanceof FoldError || error instanceof LogDamage || error instanceof ViewMoved;
}

export interface FailureAlarm {
  /** A view that is shown does not go on. */
  viewStopped(failure: Error, about: { readonly projection: string; readonly position: number }): void;
  /** Every view meets the same damage: it is told once. */
  logDamaged(damage: LogDamage): void;
}

export function createFailureAlarm(alarm: Alerts["alarm"]): FailureAlarm {
  const told = new Set<number>();

  function logDamaged({ position, what }: LogDamage): void {
    if (told.has(position)) return;
    told.add(position);
    alarm("the log is damaged", { position, what });
  }

  return {
    viewStopped(failure, about) {
      if (failure instanceof LogDamage) logDamaged(failure);
      else if (failure instanceof FoldError) alarm("a view stopped", { ...about, error: failure.message });
    },
    logDamaged,
  };
}
