// A cheap phone on bad 3G, by the browser's own throttling, and what a visit looks like there.
import type { Page } from "playwright-core";

/** 400 kbit/s each way, 400 ms there and back, a processor four times slower than this one. */
export async function onSlowLine(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const throughput = 400_000 / 8;
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 400,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
}

export interface Vitals {
  /** Cumulative layout shift without what the person caused. */
  readonly cls: number;
  /** Largest contentful paint, milliseconds from the start of the visit. */
  readonly lcp: number;
}

/** Of the page that is open; call it when it has settled. */
export async function vitalsOf(page: Page): Promise<Vitals> {
  return await page.evaluate(() => {
    const entries = <T>(type: string) =>
      new Promise<T[]>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries() as unknown as T[]))
          .observe({ type, buffered: true });
        // An observer with nothing to tell stays silent.
        setTimeout(() => resolve([]), 500);
      });
    interface Shift {
      readonly value: number;
      readonly hadRecentInput: boolean;
    }
    return Promise.all([
      entries<Shift>("layout-shift"),
      entries<PerformanceEntry>("largest-contentful-paint"),
    ]).then(([shifts, paints]) => ({
      cls: shifts.reduce((sum, { value, hadRecentInput }) => hadRecentInput ? sum : sum + value, 0),
      lcp: paints.at(-1)?.startTime ?? 0,
    }));
  });
}

export interface Loaded {
  readonly url: string;
  /** On the wire, without headers. */
  readonly bytes: number;
}

/** Everything the page that is open was made of, itself first. */
export async function loadedBy(page: Page): Promise<Loaded[]> {
  return await page.evaluate(() =>
    [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
      .map((entry) => {
        const { name, encodedBodySize } = entry as PerformanceResourceTiming;
        return { url: name, bytes: encodedBodySize };
      })
  );
}
