// The console on a port of its own, with its built islands, for a browser.
import type { Page } from "playwright-core";
import { build } from "../../../tools/build/bundle.ts";
import { freePort } from "../../support/product.ts";
import { ADMIN, type Console, withConsole } from "./console.ts";

const ROOT = new URL("../../../", import.meta.url);

export interface Site {
  readonly origin: string;
  /** Drops every connection and the port; resolves when both are gone. */
  stop(): Promise<void>;
  /** Listens again at the same address. */
  start(): void;
}

/** A console of its own, built and listening, as an administrator sees it. */
export async function served(use: (console: Console, site: Site) => Promise<void>): Promise<void> {
  const outDir = await Deno.makeTempDir({ prefix: "console-" });
  try {
    const built = new URL(`file://${outDir}/_fresh/`);
    const { snapshot } = await build(ROOT, built);
    await withConsole(async (console) => {
      const handler = console.as(ADMIN, snapshot, built);
      const listen = (port: number) => {
        const closing = new AbortController();
        const options = { port, hostname: "127.0.0.1", signal: closing.signal, onListen: () => {} };
        return { closing, server: Deno.serve(options, (req) => handler(req)) };
      };
      let running = listen(freePort());
      const { port } = running.server.addr;
      const stop = async () => {
        running.closing.abort();
        await running.server.finished;
      };
      const start = () => {
        running = listen(port);
      };
      try {
        await use(console, { origin: `http://127.0.0.1:${port}`, stop, start });
      } finally {
        await stop();
      }
    });
  } finally {
    await Deno.remove(outDir, { recursive: true });
  }
}

/** Positions of the events in the table, as they stand there. */
export const positions = (page: Page) =>
  page.locator("tr[data-position]").evaluateAll((rows) => rows.map((row) => Number(row.dataset.position)));

export const signedIn = (driverId: number) => ({ type: "DriverSignedIn", data: { driverId } });
