// The state of a payment, and what is odd about it.
import type { PaymentStatus as Status } from "../../../domain/payments/mod.ts";
import { anomalies, paymentStatuses } from "../../../texts/admin_payments.ts";

const ALARMING = new Set<Status>(["mismatch", "disputed", "failed"]);

export function PaymentStatus({ status }: { status: Status }) {
  return (
    <span class={ALARMING.has(status) ? "status error" : "status"} data-status={status}>
      {paymentStatuses[status]}
    </span>
  );
}

export function Anomalies({ codes }: { codes: readonly string[] }) {
  return <>{codes.map((code) => anomalies[code] ?? code).join(", ")}</>;
}
