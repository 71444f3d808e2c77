// Where the subscription stands: until when, how much is left, and what needs none right now.
import type { Renewal, SubscriptionStatus } from "../../domain/subscriptions/mod.ts";
import { formatDatedMoment, formatMoment } from "../../texts/format.ts";
import { subscription as texts } from "../../texts/payments.ts";

export interface SubscriptionPanelProps {
  now: SubscriptionStatus;
  /** Days until the end, the present one included. */
  daysLeft: number;
  renewal: Renewal | null;
  /** What only a subscription opens. */
  paywalls: { readonly respond: boolean; readonly contacts: boolean };
}

export function SubscriptionPanel({ now, daysLeft, renewal, paywalls }: SubscriptionPanelProps) {
  const isFree = !paywalls.respond && !paywalls.contacts;
  const walled = [
    ...(paywalls.contacts ? [texts.contacts] : []),
    ...(paywalls.respond ? [texts.respond] : []),
  ];
  const open = [
    ...texts.always,
    ...(paywalls.contacts ? [] : [texts.contacts]),
    ...(paywalls.respond ? [] : [texts.respond]),
  ];
  return (
    <section class="panel" data-subscription={now.status} aria-labelledby="standing">
      <h2 id="standing">{headline(now, isFree)}</h2>
      <Standing now={now} daysLeft={daysLeft} isFree={isFree} />
      {renewal && (
        <p class={renewal.state === "failed" ? "warning" : "hint"} data-renewal={renewal.state}>
          {texts.renewal[renewal.state](formatMoment(renewal.until))}
        </p>
      )}
      {walled.length > 0 && <Ticks title={texts.included} items={walled} />}
      <Ticks title={texts.freeNow} items={open} />
    </section>
  );
}

function headline(now: SubscriptionStatus, isFree: boolean): string {
  if (now.status === "none") return isFree ? texts.free : texts.none;
  return texts[now.status](formatDatedMoment(now.expiresAt));
}

type StandingProps = Pick<SubscriptionPanelProps, "now" | "daysLeft"> & { isFree: boolean };

function Standing({ now, daysLeft, isFree }: StandingProps) {
  switch (now.status) {
    case "none":
      return <p>{isFree ? texts.freeLead : texts.noneLead}</p>;
    case "trial":
    case "active":
      return <p class="success">{daysLeft <= 1 ? texts.lastDay : texts.left(daysLeft)}</p>;
    case "grace":
      return <p class="warning">{texts.graceLead(formatMoment(now.graceEndsAt))}</p>;
    case "expired":
      return <p class={isFree ? "hint" : "warning"}>{isFree ? texts.free : texts.expiredLead}</p>;
  }
}

function Ticks({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <div>
      <h3 class="hint">{title}</h3>
      <ul class="ticks">{items.map((item) => <li key={item}>{item}</li>)}</ul>
    </div>
  );
}
