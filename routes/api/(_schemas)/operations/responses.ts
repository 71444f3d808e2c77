// Answers to loads (contracts 4.1, 4.2).
import { OldRespondBody, RatingBody, RespondBody, ResponseAnswer, ResponsesAnswer } from "../responses.ts";
import type { Operation } from "./operation.ts";

const respond: Operation = {
  method: "post",
  path: "/api/cargos/{id}/responses",
  summary: "Answer a load; asking twice gives the same response",
  caller: "driver",
  body: RespondBody,
  answers: {
    201: { description: "The first time", schema: ResponseAnswer },
    200: { description: "The same response again", schema: ResponseAnswer },
  },
  refusals: [
    "invalid_phone",
    "invalid_name",
    "invalid_comment",
    "invalid_price",
    "subscription_required",
    "cargo_not_found",
    "response_withdrawn",
    "cargotech_unavailable",
  ],
};

export const responseOperations: readonly Operation[] = [
  respond,
  { ...respond, path: "/telegram/responses", body: OldRespondBody, deprecated: true },
  {
    method: "get",
    path: "/api/responses",
    summary: "The caller's responses, newest first",
    caller: "driver",
    answers: { 200: { description: "With the loads as they were", schema: ResponsesAnswer } },
  },
  {
    method: "get",
    path: "/api/responses/{id}",
    summary: "One of the caller's responses",
    caller: "driver",
    answers: { 200: { description: "The response", schema: ResponseAnswer } },
    refusals: ["response_not_found"],
  },
  {
    method: "delete",
    path: "/api/responses/{id}",
    summary: "Withdraw a response; the load cannot be answered again",
    caller: "driver",
    answers: { 200: { description: "The withdrawn response", schema: ResponseAnswer } },
    refusals: ["response_not_found", "response_rejected", "response_completed"],
  },
  {
    method: "post",
    path: "/api/responses/{id}/rating",
    summary: "Rate the load, once, after the haul",
    caller: "driver",
    body: RatingBody,
    answers: { 200: { description: "The rated response", schema: ResponseAnswer } },
    refusals: ["invalid_stars", "invalid_comment", "response_not_found", "response_not_completed"],
  },
  {
    method: "get",
    path: "/api/stream",
    summary: "What concerns the caller, as it happens",
    caller: "driver",
    headers: {
      "Last-Event-ID": "Position to resume after; without it the stream begins with what happens next",
    },
    answers: {
      200: {
        description:
          "Server-sent events `response`, `payment` and `subscription`; `id` is the event's position",
        types: ["text/event-stream"],
      },
    },
  },
];
