// Keeps what the open list says true, quietly: changed prices are written over, loads that left are marked, and nothing
// moves. Only while somebody can see it; the code for it comes when it is needed first.
import { useEffect } from "preact/hooks";

const EVERY_MS = 60_000;

export default function LivePrices() {
  useEffect(() => {
    let checked = Date.now();
    const check = () => {
      if (document.hidden || Date.now() - checked < EVERY_MS) return;
      checked = Date.now();
      void import("./(_list)/prices.ts").then(({ refreshPrices }) => refreshPrices());
    };
    const timer = setInterval(check, EVERY_MS / 4);
    document.addEventListener("visibilitychange", check);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", check);
    };
  }, []);
  return null;
}
