// Whether a driver is offered loads home: offered unless they said no, once for each response.
import type { Decider, Decision } from "../shared/decider.ts";
import type { BackhaulCommand } from "./commands.ts";
import type { BackhaulEvent } from "./events.ts";

export interface Backhaul {
  readonly status: "wanted" | "stopped";
  /** Ids of the responses after which loads home were offered. */
  readonly offered: readonly string[];
}

type Outcome = Decision<BackhaulEvent, never>;

export const backhaulDecider: Decider<BackhaulCommand, Backhaul, BackhaulEvent, never> = {
  initialState: { status: "wanted", offered: [] },
  evolve(state, { type, data }) {
    switch (type) {
      case "BackhaulOffered":
        return { ...state, offered: [...state.offered, data.responseId] };
      case "BackhaulOffersStopped":
        return { ...state, status: "stopped" };
      case "BackhaulOffersResumed":
        return { ...state, status: "wanted" };
    }
  },
  decide(command, state): Outcome {
    switch (command.type) {
      case "OfferBackhaul": {
        const { offer } = command;
        if (state.status === "stopped" || state.offered.includes(offer.responseId)) return { ok: [] };
        return { ok: [{ type: "BackhaulOffered", data: offer }] };
      }
      case "StopBackhaulOffers":
        if (state.status === "stopped") return { ok: [] };
        return { ok: [{ type: "BackhaulOffersStopped", data: { driverId: command.driverId } }] };
      case "ResumeBackhaulOffers":
        if (state.status === "wanted") return { ok: [] };
        return { ok: [{ type: "BackhaulOffersResumed", data: { driverId: command.driverId } }] };
    }
  },
};
