// Saved searches and their alerts.
import { SearchAnswer, SearchBody, SearchesAnswer, SearchPatch } from "../searches.ts";
import type { Operation } from "./operation.ts";

export const searchOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/api/searches",
    summary: "The caller's saved searches, newest first",
    caller: "driver",
    answers: { 200: { description: "At most 20", schema: SearchesAnswer } },
  },
  {
    method: "post",
    path: "/api/searches",
    summary: "Save a search; with alerts the bot tells of new loads",
    caller: "driver",
    body: SearchBody,
    answers: {
      201: { description: "Saved", schema: SearchAnswer },
      200: { description: "The caller's search for the same loads, as it was", schema: SearchAnswer },
    },
    refusals: ["invalid_filter", "too_many_searches"],
  },
  {
    method: "get",
    path: "/api/searches/{id}",
    summary: "One of the caller's saved searches",
    caller: "driver",
    answers: { 200: { description: "The search", schema: SearchAnswer } },
    refusals: ["search_not_found"],
  },
  {
    method: "patch",
    path: "/api/searches/{id}",
    summary: "Change a saved search; what is left out stays",
    caller: "driver",
    body: SearchPatch,
    answers: { 200: { description: "As it is now", schema: SearchAnswer } },
    refusals: ["invalid_filter", "search_not_found", "search_exists"],
  },
  {
    method: "delete",
    path: "/api/searches/{id}",
    summary: "Remove a saved search; doing it again changes nothing",
    caller: "driver",
    answers: { 204: { description: "Removed" } },
    refusals: ["search_not_found"],
  },
];
