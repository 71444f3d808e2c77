// The story of a payment: its events, what reached us about it (the refused too) and what became of access.
import type { Actor } from "../../../domain/shared/event.ts";
import { consoleTexts } from "../../../texts/admin.ts";
import { subscriptionTexts } from "../../../texts/admin_access.ts";
import { channels, paymentTexts as texts, verdicts } from "../../../texts/admin_payments.ts";
import { Moment } from "../Moment.tsx";
import { eventAddress } from "../addresses.ts";
import { ActorLink } from "../history/ActorLink.tsx";
import { Json } from "../history/Json.tsx";
import { compact } from "../history/compact.ts";

export interface StoryEntry {
  readonly at: string;
  readonly kind: "event" | "delivery" | "access";
  /** Type of an event, verdict of a delivery, step of a subscription. */
  readonly what: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly actor?:
    | { readonly kind: string; readonly id?: string | undefined; readonly name?: string | null | undefined }
    | undefined;
  readonly position?: number | undefined;
}

const GOOD = new Set(["accepted", "duplicate", "ignored", "waiting"]);

export function PaymentStory({ entries }: { entries: readonly StoryEntry[] }) {
  return (
    <table class="story cards">
      <thead>
        <tr>
          <th scope="col">{consoleTexts.at}</th>
          <th scope="col">{texts.source}</th>
          <th scope="col">{texts.what}</th>
          <th scope="col">{consoleTexts.actor}</th>
          <th scope="col">{texts.details}</th>
        </tr>
      </thead>
      <tbody>{entries.map((entry, index) => <Entry key={index} {...entry} />)}</tbody>
    </table>
  );
}

function Entry({ at, kind, what, data, actor, position }: StoryEntry) {
  const refused = kind === "delivery" && !GOOD.has(what);
  return (
    <tr data-entry={kind} data-what={what}>
      <td>
        <Moment at={at} />
      </td>
      <td class="quiet">{kind === "delivery" ? sourceOf(data) : texts[kind]}</td>
      <td class={refused ? "error" : undefined}>
        {position === undefined ? nameOf(kind, what) : <a href={eventAddress(position)}>{what}</a>}
      </td>
      <td>{actor && <ActorLink actor={actor as Actor} />}</td>
      <td class="data">
        <details>
          <summary data-item>{compact(telling(data)) || texts.details}</summary>
          <Json value={data} />
        </details>
      </td>
    </tr>
  );
}

/** What the row and the page do not say already; what a delivery claims, in the open. */
function telling(data: StoryEntry["data"]): StoryEntry["data"] {
  const { claim, ...own } = data;
  const all = Object.entries({ ...own, ...(typeof claim === "object" ? claim : {}) });
  return Object.fromEntries(all.filter(([name]) => !SAID.has(name)));
}

const SAID = new Set([
  "at",
  "paymentId",
  "driverId",
  "deliveryId",
  "provider",
  "channel",
  "correlationId",
  "grantId",
]);

function nameOf(kind: StoryEntry["kind"], what: string): string {
  const names: Readonly<Record<string, string>> = kind === "delivery" ? verdicts : subscriptionTexts.steps;
  return names[what] ?? what;
}

function sourceOf({ channel }: StoryEntry["data"]): string {
  return (channels as Readonly<Record<string, string>>)[String(channel)] ?? texts.delivery;
}
