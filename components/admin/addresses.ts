// Addresses of the console and of the API behind it.
import type { EventFilter } from "../../domain/history/mod.ts";

/** What the search form asks; times as the form gives them, Moscow wall clock. */
export interface EventSearch {
  readonly stream?: string;
  readonly type?: string;
  readonly actor?: string;
  readonly from?: string;
  readonly to?: string;
  /** The id that everything one request, update or job did has in common. */
  readonly request?: string;
}

export interface Place {
  readonly before?: number;
  readonly after?: number;
}

export function eventsAddress(
  { stream, type, actor, from, to, request }: EventSearch,
  { before, after }: Place = {},
): string {
  return "/admin/events" + queryOf({ stream, type, actor, from, to, request, before, after });
}

export function eventAddress(position: number): string {
  return `/admin/events/${position}`;
}

/** `since` is the version to compare with; the one before `version` unless given. */
export function streamAddress(streamId: string, version?: number, since?: number): string {
  return `/admin/streams/${encodeURIComponent(streamId)}` + queryOf({ version, since });
}

/** `after` is where the page begins. */
export function outboxAddress(
  { status, limit, after }: {
    readonly status?: string | undefined;
    readonly limit?: number | undefined;
    readonly after?: string | undefined;
  },
): string {
  return "/admin/outbox" + queryOf({ status, limit, after });
}

export function outboxAction(messageId: string, action: "retry" | "cancel"): string {
  return `/admin/outbox/${encodeURIComponent(messageId)}/${action}`;
}

/** `after` is where the page begins. */
export function stepsAddress({ limit, after }: { readonly limit?: number; readonly after?: string }): string {
  return "/admin/outbox/steps" + queryOf({ limit, after });
}

export function stepRetryAction(stepId: string): string {
  return `/admin/outbox/steps/${encodeURIComponent(stepId)}/retry`;
}

/** Where the form of the page goes; the API behind it has the progress. */
export function rebuildAction(projection: string): string {
  return `/admin/projections/${encodeURIComponent(projection)}/rebuild`;
}

export function rebuildAddress(projection: string): string {
  return `/api${rebuildAction(projection)}`;
}

/** Where the forms of a check of the history go; the API has its progress. */
export const checkAction = "/admin/verify";
export const callOffAction = "/admin/verify/cancellation";
export const checkAddress = "/api/admin/verify/check";

/** The live tail of what matches, after a position. */
export function tailAddress({ stream, type, actor, from, to, request }: EventFilter, after: number): string {
  return "/api/admin/events/stream" + queryOf({ stream, type, actor, from, to, request, after });
}

function queryOf(params: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  return query.size === 0 ? "" : `?${query}`;
}
