// The console on a log in memory: events as drivers and dispatchers cause them, and the application that shows them.
import { App, staticFiles } from "fresh";
import { activity } from "../../../domain/history/activity.ts";
import { eventIndex } from "../../../domain/history/event_index.ts";
import { createHistory, type History } from "../../../domain/history/mod.ts";
import type { Session } from "../../../domain/sessions/mod.ts";
import type { Actor, DomainEvent } from "../../../domain/shared/event.ts";
import type { EventLog } from "../../../domain/shared/event_log.ts";
import { personalFieldsByType } from "../../../domain/events.ts";
import { createKeyring } from "../../../infra/crypto/keyring.ts";
import { createVault } from "../../../infra/crypto/vault.ts";
import { bindManifest, type Handler, type Snapshot } from "../../../infra/fresh/serve.ts";
import { createMemoryEventLog } from "../../../infra/eventlog/memory_event_log.ts";
import { createProjections } from "../../../infra/projections/projections.ts";
import * as apiMiddleware from "../../../routes/api/admin/_middleware.ts";
import * as apiEvents from "../../../routes/api/admin/events/index.ts";
import * as apiTail from "../../../routes/api/admin/events/stream.ts";
import * as apiStream from "../../../routes/api/admin/streams/[streamId].ts";
import * as layout from "../../../routes/admin/_layout.tsx";
import * as middleware from "../../../routes/admin/_middleware.ts";
import * as eventsPage from "../../../routes/admin/events.tsx";
import * as eventPage from "../../../routes/admin/events/[position].tsx";
import * as streamPage from "../../../routes/admin/streams/[streamId].tsx";
import { quiet } from "../../infra/queue/kit.ts";
import { logDeps, unexpected, withKv } from "../../infra/eventlog/kit.ts";
import type { State } from "../../../routes/(_shared)/define.ts";
import * as keys from "../../../islands/admin/Keys.tsx";
import * as liveTail from "../../../islands/admin/LiveTail.tsx";
import * as versionScrubber from "../../../islands/admin/VersionScrubber.tsx";

const ROOT = new URL("../../../", import.meta.url);

export const ADMIN: Session = { driverId: 1, sid: "s", role: "admin", expiresAt: Number.MAX_SAFE_INTEGER };
export const DRIVER: Session = { ...ADMIN, driverId: 100500, role: "driver" };

export interface Console {
  readonly log: EventLog;
  readonly history: History;
  /** One event, `at` in UTC milliseconds; its position. */
  happened(streamId: string, event: DomainEvent, by?: Actor, at?: number): Promise<number>;
  /** The application as `session` sees it; errors nobody expected end the test. */
  as(session: Session | null, snapshot?: Snapshot | null, outDir?: URL): Handler;
}

export const MIDNIGHT = Date.UTC(2026, 2, 3);

/** A console of its own, personal data sealed as in production. */
export function withConsole(use: (console: Console) => Promise<void>): Promise<void> {
  return withKv(async (kv) => {
    const keyring = createKeyring([new Uint8Array(32).fill(7)]);
    const vault = createVault({
      kv,
      keyring,
      personalFields: personalFieldsByType,
      clock: Date.now,
      random: Math.random,
      alarm: unexpected,
    });
    const log = createMemoryEventLog(logDeps(vault));
    const projections = createProjections({
      kv,
      log,
      projections: [eventIndex, activity],
      logger: quiet,
      clock: Date.now,
      random: Math.random,
    });
    await projections.start();
    const views = { eventIndex: projections.view(eventIndex), activity: projections.view(activity) };
    try {
      await use(
        openConsole(log, createHistory({ log, vault, views, clock: () => MIDNIGHT + 20 * 3_600_000 })),
      );
    } finally {
      await projections.stop();
    }
  });
}

function openConsole(log: EventLog, history: History): Console {
  return {
    log,
    history,
    async happened(streamId, event, actor = { kind: "system" }, at = MIDNIGHT) {
      const result = await log.append({
        streams: [{ streamId, expectedVersion: "any", events: [event] }],
        meta: { at: new Date(at).toISOString(), actor, correlationId: "request-1" },
      });
      if (!("position" in result)) throw new Error("Cannot append: the log refused");
      return result.position;
    },
    as(session, snapshot = null, outDir) {
      const app = new App<State>().use((ctx) => {
        const report = (error: unknown) => {
          throw error;
        };
        const sessions = { isLive: () => Promise.resolve(true) };
        Object.assign(ctx.state, { app: { history, sessions }, session, report });
        return ctx.next();
      }).use(staticFiles()).fsRoutes();
      return bindManifest(app, {
        routes: {
          "./routes/admin/_layout.tsx": layout,
          "./routes/admin/_middleware.ts": middleware,
          "./routes/admin/events.tsx": eventsPage,
          "./routes/admin/events/[position].tsx": eventPage,
          "./routes/admin/streams/[streamId].tsx": streamPage,
          "./routes/api/admin/_middleware.ts": apiMiddleware,
          "./routes/api/admin/events/index.ts": apiEvents,
          "./routes/api/admin/events/stream.ts": apiTail,
          "./routes/api/admin/streams/[streamId].ts": apiStream,
        },
        islands: {
          "./islands/admin/Keys.tsx": keys,
          "./islands/admin/LiveTail.tsx": liveTail,
          "./islands/admin/VersionScrubber.tsx": versionScrubber,
        },
        baseUrl: new URL("fresh.gen.ts", ROOT).href,
      }, { snapshot, ...(outDir && { outDir }) });
    },
  };
}

export const driver = (id: number, name?: string): Actor => ({
  kind: "driver",
  id: String(id),
  ...(name !== undefined && { name }),
});

/** A driver's answer to a load. */
export function cargoResponded(driverId: number, cargoId: string): DomainEvent {
  const responseId = `${driverId}-${cargoId}`;
  const cargo = { id: cargoId, from: "Москва", to: "Казань", truckTypes: ["тент"], loadTypes: ["задняя"] };
  const data = { responseId, driverId, cargoId, phone: "+79123456789", name: "Иван Петров", cargo };
  return { type: "CargoResponded", data };
}

export function responseAccepted(driverId: number, cargoId: string): DomainEvent {
  return { type: "ResponseAccepted", data: { responseId: `${driverId}-${cargoId}`, driverId, cargoId } };
}
