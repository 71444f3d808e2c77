// Views as the console sees them: how far they are, rebuilt from the log, rows as they were.
import {
  ProjectionsAnswer,
  RebuildAnswer,
  RebuildStartedAnswer,
  RowAnswer,
  RowQuery,
} from "../../admin/(_schemas)/projections.ts";
import type { Operation } from "./operation.ts";

export const projectionOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/api/admin/projections",
    summary: "Views and their newest rebuilds",
    caller: "admin",
    answers: { 200: { description: "Every view", schema: ProjectionsAnswer } },
  },
  {
    method: "post",
    path: "/api/admin/projections/{name}/rebuild",
    summary: "Rebuild a view from the log beside its live rows, compare, switch",
    caller: "admin",
    answers: { 202: { description: "It is running", schema: RebuildStartedAnswer } },
    refusals: ["not_found", "rebuild_running"],
  },
  {
    method: "get",
    path: "/api/admin/projections/{name}/rebuild",
    summary: "The newest rebuild of a view",
    caller: "admin",
    headers: {
      Accept: "`text/event-stream` tells it as `rebuild` events whenever it has moved, until it is over",
    },
    answers: {
      200: {
        description: "How far it is, or how it ended",
        schema: RebuildAnswer,
        types: ["text/event-stream"],
      },
    },
    refusals: ["not_found"],
  },
  {
    method: "get",
    path: "/api/admin/projections/{name}/rows",
    summary: "A row of a view as it was at a position",
    caller: "admin",
    query: RowQuery,
    answers: { 200: { description: "The row, folded again from the log", schema: RowAnswer } },
    refusals: ["bad_request", "not_found", "history_too_long"],
  },
];
