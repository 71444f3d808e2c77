// What other machines call: Telegram, load balancers, Prometheus, and readers of this document.
import { z } from "zod";
import { older, type Operation } from "./operation.ts";

const Readiness = z.object({ ready: z.boolean(), reasons: z.array(z.string()) });
const Health = Readiness.extend({
  status: z.enum(["ok", "degraded", "down"]),
  cargotech: z.looseObject({ state: z.enum(["ok", "degraded", "down", "denied"]) }),
  projections: z.array(z.object({ name: z.string(), position: z.int(), lag: z.int() })),
});

const health: Operation = {
  method: "get",
  path: "/health",
  summary: "Liveness, readiness and the state of CargoTech in one",
  caller: "anyone",
  answers: {
    200: { description: "Serving, perhaps degraded", schema: Health },
    503: { description: "Not ready, with reasons", schema: Health },
  },
};

const yookassa: Operation = {
  method: "post",
  path: "/webhooks/yookassa/{token}",
  summary: "A notification of YooKassa: a hint; what is true is asked of YooKassa itself",
  caller: "anyone",
  body: z.looseObject({
    type: z.literal("notification"),
    event: z.string(),
    object: z.looseObject({ id: z.string() }),
  }),
  answers: { 200: { description: "Kept durably; looked into later" } },
  refusals: ["not_found", "forbidden"],
};

export const machineOperations: readonly Operation[] = [
  {
    method: "post",
    path: "/webhooks/telegram",
    summary: "An update of the bot; repeats of an update_id change nothing",
    caller: "telegram",
    body: z.looseObject({ update_id: z.int().nonnegative() }),
    answers: { 200: { description: "Kept durably; understood later" } },
  },
  {
    method: "post",
    path: "/webhooks/stripe",
    summary: "An event of Stripe, signed over its raw body; each is a statement, obeyed later and once",
    caller: "anyone",
    body: z.looseObject({ id: z.string(), type: z.string(), livemode: z.boolean() }),
    answers: { 200: { description: "Kept durably; obeyed later" } },
    refusals: ["bad_request", "not_found", "payload_too_large"],
  },
  yookassa,
  older(yookassa, "/api/payments/webhook/{token}"),
  health,
  older(health, "/healthz"),
  {
    method: "get",
    path: "/health/live",
    summary: "Whether the process is alive",
    caller: "anyone",
    answers: { 200: { description: "It is", schema: z.object({ status: z.literal("ok") }) } },
  },
  {
    method: "get",
    path: "/health/ready",
    summary: "Whether the store answers and the views are close behind the log",
    caller: "anyone",
    answers: {
      200: { description: "They do", schema: Readiness },
      503: { description: "They do not, with reasons", schema: Readiness },
    },
  },
  {
    method: "get",
    path: "/metrics",
    summary: "Metrics for Prometheus",
    caller: "anyone",
    answers: { 200: { description: "Text exposition format 0.0.4", types: ["text/plain"] } },
  },
  {
    method: "get",
    path: "/api/openapi.json",
    summary: "This document",
    caller: "anyone",
    answers: { 200: { description: "OpenAPI 3.1", schema: z.looseObject({ openapi: z.string() }) } },
  },
];
