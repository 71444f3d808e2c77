// What the console asks: the log and single streams. Personal data is in clear.
import { EventsAnswer, EventsQuery, TailQuery } from "../../admin/(_schemas)/events.ts";
import { StreamAnswer, StreamQuery } from "../../admin/(_schemas)/streams.ts";
import type { Operation } from "./operation.ts";

export const adminOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/api/admin/events",
    summary: "What happened, by position",
    caller: "admin",
    query: EventsQuery,
    headers: { Accept: "`application/x-ndjson` streams everything that matches, one event a line" },
    answers: {
      200: { description: "A page of events", schema: EventsAnswer, types: ["application/x-ndjson"] },
    },
    refusals: ["bad_request"],
  },
  {
    method: "get",
    path: "/api/admin/events/stream",
    summary: "The log as it grows",
    caller: "admin",
    query: TailQuery,
    headers: { "Last-Event-ID": "Position to resume after; wins over `after`" },
    answers: {
      200: {
        description: "Server-sent events; `id` is the position, the data a StoredEvent",
        types: ["text/event-stream"],
      },
    },
    refusals: ["bad_request"],
  },
  {
    method: "get",
    path: "/api/admin/streams/{streamId}",
    summary: "One stream as it was at a version",
    caller: "admin",
    query: StreamQuery,
    answers: { 200: { description: "Its state and the events that led there", schema: StreamAnswer } },
    refusals: ["bad_request", "not_found"],
  },
];
