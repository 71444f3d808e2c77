// What may be marked, and how much: a list that is full refuses favourites and companies, which a driver chose one by
// one, and lets go of the oldest hidden load, which has long left the exchange.
import type { Decider, Decision } from "../shared/decider.ts";
import type { HideCargo, HideCompany, KeepCargo, MarkCommand } from "./commands.ts";
import type { MarkEvent } from "./events.ts";
import { evolve, type Marked, nothingMarked } from "./evolve.ts";

/** As many as one question about prices may name, so that one answers for the whole page of favourites. */
export const MAX_KEPT = 200;
export const MAX_HIDDEN = 500;
export const MAX_COMPANIES = 100;

export type MarkRefusal = "favourites_full" | "companies_full";

type Outcome = Decision<MarkEvent, MarkRefusal>;
const NOTHING: Outcome = { ok: [] };

export const markDecider: Decider<MarkCommand, Marked, MarkEvent, MarkRefusal> = {
  initialState: nothingMarked,
  evolve,
  decide(command, marked) {
    switch (command.type) {
      case "KeepCargo":
        return keep(command, marked);
      case "UnkeepCargo": {
        const { driverId, cargoId } = command;
        if (!marked.kept.includes(cargoId)) return NOTHING;
        return { ok: [{ type: "CargoUnkept", data: { driverId, cargoId } }] };
      }
      case "HideCargo":
        return hide(command, marked);
      case "ShowCargo": {
        const { driverId, cargoId } = command;
        if (!marked.hidden.includes(cargoId)) return NOTHING;
        return { ok: [{ type: "CargoShown", data: { driverId, cargoId } }] };
      }
      case "HideCompany":
        return hideCompany(command, marked);
      case "ShowCompany": {
        const { driverId, company } = command;
        if (!marked.companies.includes(company)) return NOTHING;
        return { ok: [{ type: "CompanyShown", data: { driverId, company } }] };
      }
      case "ClearMarks":
        return clear(command.driverId, marked);
    }
  },
};

function keep({ driverId, cargoId, cargo }: KeepCargo, { kept }: Marked): Outcome {
  if (kept.includes(cargoId)) return NOTHING;
  if (kept.length >= MAX_KEPT) return { refused: "favourites_full" };
  return { ok: [{ type: "CargoKept", data: { driverId, cargoId, cargo } }] };
}

function hide({ driverId, cargoId, cargo }: HideCargo, { hidden }: Marked): Outcome {
  if (hidden.includes(cargoId)) return NOTHING;
  const isHidden: MarkEvent = { type: "CargoHidden", data: { driverId, cargoId, cargo } };
  const oldest = hidden[0];
  if (oldest === undefined || hidden.length < MAX_HIDDEN) return { ok: [isHidden] };
  return { ok: [{ type: "CargoShown", data: { driverId, cargoId: oldest } }, isHidden] };
}

function hideCompany({ driverId, company }: HideCompany, { companies }: Marked): Outcome {
  if (companies.includes(company)) return NOTHING;
  if (companies.length >= MAX_COMPANIES) return { refused: "companies_full" };
  return { ok: [{ type: "CompanyHidden", data: { driverId, company } }] };
}

function clear(driverId: number, { kept, hidden, companies }: Marked): Outcome {
  if (kept.length + hidden.length + companies.length === 0) return NOTHING;
  const data = { driverId, kept: [...kept], hidden: [...hidden], companies: [...companies] };
  return { ok: [{ type: "MarksCleared", data }] };
}
