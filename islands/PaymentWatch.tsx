// One gesture: while a payment is on its way the page looks again by itself, whether or not the live stream works. Who comes
// back to the page has probably paid: then the provider is asked, too.
import { useEffect } from "preact/hooks";
import { isOnItsWay, stampOf } from "../components/payments/payment_stamp.ts";

const FIRST_MINUTE = 60_000;
/** Milliseconds between looks: most payments are decided soon or not at all. */
const SOON = 3_000;
const LATER = 10_000;

export default function PaymentWatch({ paymentId }: { paymentId: string }) {
  useEffect(() => {
    const address = `/api/payments/${paymentId}`;
    const begun = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (ask: () => Promise<Response>) => {
      clearTimeout(timer);
      const answer = document.hidden ? null : await ask().catch(() => null);
      const payment = answer?.ok ? await answer.json() : null;
      const shown = document.querySelector<HTMLElement>("[data-payment-state]")?.dataset["paymentState"];
      // Drawn anew by the server; what the address says of an earlier check is over with that.
      if (payment && stampOf(payment) !== shown) location.replace(location.pathname);
      else if (!payment || isOnItsWay(payment)) wait();
    };
    const wait = () => {
      timer = setTimeout(() => look(() => fetch(address)), Date.now() - begun < FIRST_MINUTE ? SOON : LATER);
    };
    const seen = () => {
      if (!document.hidden) void look(() => fetch(`${address}/check`, { method: "POST" }));
    };
    wait();
    document.addEventListener("visibilitychange", seen);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, []);
  return null;
}
