// What the console asks: the log and single streams. Personal data is in clear.
import { CacheCleared, CargoTechAnswer } from "../../admin/(_schemas)/cargotech.ts";
import { EventsAnswer, EventsQuery, TailQuery } from "../../admin/(_schemas)/events.ts";
import { OutboxAnswer, OutboxChanged, OutboxQuery } from "../../admin/(_schemas)/outbox.ts";
import { StepRetriedAnswer, StepsAnswer, StepsQuery } from "../../admin/(_schemas)/steps.ts";
import { CheckAnswer, VerifyAnswer } from "../../admin/(_schemas)/verify.ts";
import { StreamAnswer, StreamQuery } from "../../admin/(_schemas)/streams.ts";
import type { Operation } from "./operation.ts";

export const adminOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/api/admin/events",
    summary: "What happened, by position",
    caller: "admin",
    query: EventsQuery,
    answers: {
      200: {
        description: "A page; as NDJSON everything that matches, one event a line",
        schema: EventsAnswer,
        types: ["application/x-ndjson"],
      },
    },
    refusals: ["bad_request"],
  },
  {
    method: "get",
    path: "/api/admin/events/stream",
    summary: "The log as it grows",
    caller: "admin",
    query: TailQuery,
    headers: {
      "Last-Event-ID": "Position to resume after; wins over `after`, and past the end counts as the end",
    },
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
    answers: { 200: { description: "Its state and the newest events that led there", schema: StreamAnswer } },
    refusals: ["bad_request", "not_found", "history_too_long"],
  },
  {
    method: "get",
    path: "/api/admin/outbox",
    summary: "Messages to people by what became of them, newest first",
    caller: "admin",
    query: OutboxQuery,
    answers: { 200: { description: "The newest of them", schema: OutboxAnswer } },
    refusals: ["bad_request"],
  },
  {
    method: "post",
    path: "/api/admin/outbox/{id}/retry",
    summary: "Send a failed or unknown message once more; it may arrive twice",
    caller: "admin",
    answers: { 200: { description: "It is queued again, or still", schema: OutboxChanged } },
    refusals: ["message_gone"],
  },
  {
    method: "post",
    path: "/api/admin/outbox/{id}/cancel",
    summary: "Take a message out of the outbox for good",
    caller: "admin",
    answers: { 200: { description: "It will not be sent", schema: OutboxChanged } },
    refusals: ["message_gone", "message_in_flight"],
  },
  {
    method: "get",
    path: "/api/admin/steps",
    summary: "Steps of processes and other work behind the scenes that failed for good, newest first",
    caller: "admin",
    query: StepsQuery,
    answers: { 200: { description: "The newest of them", schema: StepsAnswer } },
    refusals: ["bad_request"],
  },
  {
    method: "post",
    path: "/api/admin/steps/{id}/retry",
    summary: "Have a step that failed for good done after all",
    caller: "admin",
    answers: { 200: { description: "It is queued again, or still", schema: StepRetriedAnswer } },
    refusals: ["message_gone"],
  },
  {
    method: "get",
    path: "/api/admin/cargotech",
    summary: "How the connection to CargoTech is doing",
    caller: "admin",
    answers: { 200: { description: "Token, breaker, rate budget and caches", schema: CargoTechAnswer } },
  },
  {
    method: "post",
    path: "/api/admin/cargotech/caches/{name}/clear",
    summary: "Forget what a cache of CargoTech's answers holds",
    caller: "admin",
    answers: { 200: { description: "How many answers it had in memory", schema: CacheCleared } },
    refusals: ["not_found"],
  },
  {
    method: "post",
    path: "/api/admin/drivers/{id}/forget",
    summary: "Forget a driver for good, at the driver's request",
    caller: "admin",
    answers: { 204: { description: "Forgotten; history, counts and hashes stay as they are" } },
    refusals: ["not_found"],
  },
  {
    method: "get",
    path: "/api/admin/verify",
    summary: "Prove that the whole history is what was written",
    caller: "admin",
    answers: {
      200: { description: "The outcome, and where the first fault is if there is one", schema: VerifyAnswer },
    },
  },
  {
    method: "post",
    path: "/api/admin/verify/check",
    summary: "Begin a check of the whole history, unless one is under way",
    caller: "admin",
    answers: { 202: { description: "It is under way", schema: CheckAnswer } },
  },
  {
    method: "get",
    path: "/api/admin/verify/check",
    summary: "How far the newest check is, or what it has found",
    caller: "admin",
    answers: {
      200: { description: "Once, or as it moves", schema: CheckAnswer, types: ["text/event-stream"] },
    },
    refusals: ["not_found"],
  },
  {
    method: "delete",
    path: "/api/admin/verify/check",
    summary: "Call the check off that is under way",
    caller: "admin",
    answers: { 204: { description: "None is under way" } },
  },
];
