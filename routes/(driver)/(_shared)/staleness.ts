// Old data is told apart by why it is old: nobody had asked for a while, or the exchange does not answer.
import type { Staleness } from "../../../components/StaleWarning.tsx";
import type { State } from "../../(_shared)/define.ts";

/** The first who asks after a quiet while sees old data, and sets off the question that renews it. */
export function stalenessOf({ stale }: { readonly stale: boolean }, { app }: Pick<State, "app">): Staleness {
  if (!stale) return "fresh";
  return app.cargotech.status().state === "ok" ? "renewing" : "silent";
}
