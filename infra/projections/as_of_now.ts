// Work that must not miss what is committed by the time it begins: a view it reads is waited for, and no other, so that
// one that has stopped keeps nobody waiting but those who read it.
import { AsyncLocalStorage } from "node:async_hooks";
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { Projection, View } from "../../domain/shared/projection.ts";
import type { Projections } from "./projections.ts";

export interface AsOfNow {
  /** The view; within `run` it is read no sooner than it has what `run` must not miss. */
  view<Row>(projection: Projection<Row>): View<Row>;
  /** Rejects when the work reads a view that has stopped too early. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function createAsOfNow(views: Pick<Projections, "view">, log: Pick<EventLog, "head">): AsOfNow {
  const wanted = new AsyncLocalStorage<number>();
  return {
    view<Row>(projection: Projection<Row>): View<Row> {
      const view = views.view(projection);
      return {
        ...view,
        async get(key) {
          const position = wanted.getStore();
          if (position !== undefined) await view.reached(position);
          return await view.get(key);
        },
        async list(prefix, options) {
          const position = wanted.getStore();
          if (position !== undefined) await view.reached(position);
          return await view.list(prefix, options);
        },
      };
    },
    async run(work) {
      const { position } = await log.head();
      return await wanted.run(position, work);
    },
  };
}
