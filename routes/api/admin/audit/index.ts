// GET: what staff did and what reached us about payments, newest first; as CSV or NDJSON all that matches.
import { define, stillSignedIn } from "../../../(_shared)/define.ts";
import { type AuditEntry, AuditQuery } from "../(_schemas)/audit.ts";
import { auditEntries, auditPage } from "../(_shared)/audit_log.ts";
import { type Cell, csv, formatOf } from "../(_shared)/csv.ts";
import { badQuery, readQuery } from "../(_shared)/query.ts";
import { ndjson } from "../(_shared)/ndjson.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { history } = ctx.state.app;
    const query = readQuery(ctx.url.searchParams, AuditQuery);
    if ("errors" in query) return badQuery(query.errors);
    const rules = { allowed: stillSignedIn(ctx.state), report: ctx.state.report };
    const entries = (signal: AbortSignal) => auditEntries(history, query.ok, signal);
    async function* rows(signal: AbortSignal) {
      for await (const entry of entries(signal)) yield row(entry);
    }
    switch (formatOf(ctx.req, query.ok)) {
      case "csv":
        return csv({ name: "audit", columns: COLUMNS }, rows, rules);
      case "ndjson":
        return ndjson(entries, rules);
      case "json":
        return ctx.json(await auditPage(history, query.ok));
    }
  },
});

const COLUMNS = ["position", "at", "kind", "actor", "type", "stream", "reason", "verdict", "request", "data"];

function row(
  { position, at, kind, actor, type, streamId, reason, verdict, correlationId, data }: AuditEntry,
): Cell[] {
  const who = actor.id === undefined ? actor.kind : `${actor.kind}:${actor.id}`;
  return [position, at, kind, who, type, streamId, reason, verdict, correlationId, JSON.stringify(data)];
}
