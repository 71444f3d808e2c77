// What staff did and what reached us, newest first.
import type { Verdict } from "../../domain/payments/mod.ts";
import type { Actor } from "../../domain/shared/event.ts";
import { consoleTexts } from "../../texts/admin.ts";
import { verdicts } from "../../texts/admin_payments.ts";
import { auditTexts as texts } from "../../texts/admin_settings.ts";
import { Moment } from "./Moment.tsx";
import { eventAddress, streamAddress } from "./addresses.ts";
import { ActorLink } from "./history/ActorLink.tsx";
import { Json } from "./history/Json.tsx";
import { compact } from "./history/compact.ts";

interface Entry {
  readonly position: number;
  readonly at: string;
  readonly kind: "action" | "delivery";
  readonly actor: {
    readonly kind: string;
    readonly id?: string | undefined;
    readonly name?: string | null | undefined;
  };
  readonly type: string;
  readonly streamId: string;
  readonly reason?: string | undefined;
  readonly verdict?: Verdict | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

const FINE = new Set<Verdict>(["accepted", "duplicate", "ignored"]);

export function AuditTable({ entries }: { entries: readonly Entry[] }) {
  return (
    <table class="audit cards">
      <thead>
        <tr>
          <th scope="col">{consoleTexts.at}</th>
          <th scope="col">{texts.actor}</th>
          <th scope="col">{texts.type}</th>
          <th scope="col">{texts.stream}</th>
          <th scope="col">{texts.why}</th>
          <th scope="col">{texts.data}</th>
        </tr>
      </thead>
      <tbody>{entries.map((entry) => <Row key={entry.position} {...entry} />)}</tbody>
    </table>
  );
}

function Row({ position, at, kind, actor, type, streamId, reason, verdict, data }: Entry) {
  return (
    <tr data-audit={kind} data-position={position}>
      <td>
        <Moment at={at} />
      </td>
      <td>
        <ActorLink actor={actor as Actor} />
      </td>
      <td>
        <a href={eventAddress(position)}>{type}</a>
      </td>
      <td class="num object">
        <a href={streamAddress(streamId)}>{streamId}</a>
      </td>
      <td class={verdict !== undefined && !FINE.has(verdict) ? "error" : undefined}>
        {reason ?? (verdict === undefined ? "" : verdicts[verdict])}
      </td>
      <td class="data">
        <details>
          <summary data-item>{compact(data)}</summary>
          <Json value={data} />
        </details>
      </td>
    </tr>
  );
}
