// Prometheus metrics of the process (prom-client).
import { Counter, Gauge, Histogram, Registry } from "prom-client";

export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics() {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  return {
    registry,
    requests: new Counter({
      name: "http_requests_total",
      help: "Requests answered",
      labelNames: ["method", "route", "status"],
      registers,
    }),
    requestSeconds: new Histogram({
      name: "http_request_duration_seconds",
      help: "Time to answer a request",
      labelNames: ["route"],
      buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 20],
      registers,
    }),
    invalidInitData: new Counter({
      name: "init_data_invalid_total",
      help: "initData that failed validation",
      labelNames: ["why"],
      registers,
    }),
    cargotech: new Counter({
      name: "cargotech_events_total",
      help: "What happened on the way to CargoTech",
      labelNames: ["what", "detail"],
      registers,
    }),
    messages: new Counter({
      name: "telegram_messages_total",
      help: "Messages to Telegram by outcome",
      labelNames: ["kind", "outcome"],
      registers,
    }),
    alertSeconds: new Histogram({
      name: "search_alert_delay_seconds",
      help: "From the look that did not show a load yet to the message about it at Telegram",
      buckets: [1, 5, 10, 30, 60, 90, 120, 300, 900],
      registers,
    }),
    position: new Gauge({ name: "event_log_position", help: "Position of the newest event", registers }),
    projectionLag: new Gauge({
      name: "projection_lag_events",
      help: "Events a view is behind the log",
      labelNames: ["projection"],
      registers,
    }),
  };
}
