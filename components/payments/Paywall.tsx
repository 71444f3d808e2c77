// What stands in the place of something only a subscription opens, with the way there.
import type { Access } from "../../domain/access/mod.ts";
import { paywall } from "../../texts/payments.ts";

/** Why it is closed. */
export type Closed = Extract<Access, { allowed: false }>;

interface PaywallProps {
  gate: "respond" | "contacts";
  access: Closed;
  /** Of what it stands for: links lead here. */
  id: string;
}

export function Paywall({ gate, access, id }: PaywallProps) {
  const text = gate === "respond" ? paywall.respondText : paywall.contactsText;
  return (
    <section class="panel" id={id} data-paywall={gate} aria-labelledby={`${gate}-closed`}>
      <h2 id={`${gate}-closed`}>{paywall[gate]}</h2>
      <p>{access.reason === "expired" ? `${paywall.expired} ${text}` : text}</p>
      {!access.canPay && <p class="hint">{paywall.off}</p>}
      <a class={gate === "respond" ? "button wide" : "button quiet wide"} href="/subscription">
        {paywall.action}
      </a>
    </section>
  );
}
