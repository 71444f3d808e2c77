// One gesture: while a payment is on its way the page looks again by itself, whether or not the live stream works. Who
// opens the page or comes back to it may have paid just now: then the provider is asked, too.
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
    const gone = new AbortController();
    const { signal } = gone;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const shown = () => document.querySelector<HTMLElement>("[data-payment-state]")?.dataset["paymentState"];
    const look = async (path: string, options: RequestInit = {}) => {
      const answer = document.hidden ? null : await fetch(path, { ...options, signal }).catch(() => null);
      const payment = answer?.ok ? await answer.json().catch(() => null) : null;
      if (signal.aborted) return;
      // Drawn anew by the server; what the address says of an earlier check is over with that.
      if (payment && stampOf(payment) !== shown()) location.replace(location.pathname);
      else if (!payment || isOnItsWay(payment)) wait();
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => look(address), Date.now() - begun < FIRST_MINUTE ? SOON : LATER);
    };
    /** The page goes on looking meanwhile: a provider may be slow to answer, and its word come another way. */
    const ask = () => {
      if (!document.hidden) void look(`${address}/check`, { method: "POST" });
    };
    wait();
    // Of one that is not registered yet the provider has nothing to tell.
    if (shown() !== "requested") ask();
    document.addEventListener("visibilitychange", ask, { signal });
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, []);
  return null;
}
