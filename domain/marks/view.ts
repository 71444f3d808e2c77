// Two views of marks: what a driver has marked, to lay over lists, and each marked load as it was, to list them.
import type { CargoSnapshot } from "../freight/cargo.ts";
import { type StoredEvent, typesOf } from "../shared/event.ts";
import type { Projection, RowKey } from "../shared/projection.ts";
import { marksStream } from "./commands.ts";
import { type MarkEvent, markEvents } from "./events.ts";
import { evolve, type Marked, nothingMarked } from "./evolve.ts";

const types = typesOf(markEvents);
const isMark = (event: StoredEvent): event is StoredEvent<MarkEvent> => types.has(event.type);

/** Rows at [driverId]; none while nothing is marked. */
export const marks: Projection<Marked> = {
  name: "marks",
  version: 1,
  keys: (event) => isMark(event) ? [[event.data.driverId]] : [],
  streams: ([driverId]) => [marksStream(Number(driverId))],
  fold(row, event) {
    const { kept, hidden, companies } = evolve(row ?? nothingMarked, event as MarkEvent & StoredEvent);
    return kept.length + hidden.length + companies.length === 0 ? null : { kept, hidden, companies };
  },
};

export interface MarkedCargoRow {
  readonly cargo: CargoSnapshot;
  /** When it became a favourite, when it was hidden: ISO 8601 UTC. */
  readonly keptAt?: string;
  readonly hiddenAt?: string;
}

/** Rows at [driverId, cargoId]; none once a load is neither kept nor hidden. */
export const markedCargos: Projection<MarkedCargoRow> = {
  name: "marked_cargos",
  version: 1,
  keys: (event) => isMark(event) ? keysOf(event as MarkEvent & StoredEvent) : [],
  streams: ([driverId]) => [marksStream(Number(driverId))],
  fold: (row, event) => foldCargo(row, event as StoredEvent<MarkEvent>),
};

function keysOf({ type, data }: MarkEvent): RowKey[] {
  switch (type) {
    case "CargoKept":
    case "CargoUnkept":
    case "CargoHidden":
    case "CargoShown":
      return [[data.driverId, data.cargoId]];
    case "CompanyHidden":
    case "CompanyShown":
      return [];
    case "MarksCleared":
      return [...new Set([...data.kept, ...data.hidden])].map((cargoId) => [data.driverId, cargoId]);
  }
}

function foldCargo(row: MarkedCargoRow | null, stored: StoredEvent<MarkEvent>): MarkedCargoRow | null {
  const { type, data } = stored as MarkEvent;
  const { at } = stored.meta;
  switch (type) {
    case "CargoKept":
      return { ...row, cargo: data.cargo, keptAt: at };
    case "CargoHidden":
      return { ...row, cargo: data.cargo, hiddenAt: at };
    case "CargoUnkept":
      return row?.hiddenAt === undefined ? null : { cargo: row.cargo, hiddenAt: row.hiddenAt };
    case "CargoShown":
      return row?.keptAt === undefined ? null : { cargo: row.cargo, keptAt: row.keptAt };
    case "CompanyHidden":
    case "CompanyShown":
      return row;
    case "MarksCleared":
      return null;
  }
}
