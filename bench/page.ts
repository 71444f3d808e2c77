// The cached list of a signed-in driver, drawn by the server, against a bare server that sends as many bytes.
import { type Load, load } from "./load.ts";
import { median, paired, type Row } from "./measure.ts";
import type { ServedProduct } from "./product_server.ts";

const MAX_P95_MS = 100;
const MAX_CPU_MS = 0.18;

export async function benchPage(quick: boolean): Promise<Row[]> {
  await using product = await serve<ServedProduct>("product_server.ts");
  const { url, cookie, cpuUrl } = product.said;
  // As sent to a client that takes no compression, so that both send the same bytes.
  const headers = { cookie, "accept-encoding": "identity" };
  const page = await (await fetch(url, { headers })).text();
  if (page.split("data-cargo-id=").length < 21) {
    throw new Error("Cannot measure: the list does not have 20 loads");
  }
  const bytes = new TextEncoder().encode(page).length;
  await using bare = await serve<{ url: string }>("bare_server.ts", String(bytes));
  const requests = quick ? 1_000 : 3_000;
  const rows: Row[] = [];
  const cpu: number[] = [];
  for (const connections of [50, 200]) {
    const p95: number[] = [];
    const ours = async () => {
      const before = await cpuMs(cpuUrl);
      const seen: Load = await load(url, headers, { connections, requests });
      cpu.push((await cpuMs(cpuUrl) - before) / requests);
      p95.push(seen.p95);
      return seen.perSecond;
    };
    const theirs = async () => (await load(bare.said.url, {}, { connections, requests })).perSecond;
    rows.push({
      name: `cached list page of ${bytes} bytes, ${connections} connections`,
      unit: "requests/s",
      comparator: "Deno.serve, same bytes",
      ...await paired(5, ours, theirs),
      target: { atLeast: 0.25 },
    });
    if (connections === 200) rows.push(limited("page, 95 of 100 within", median(p95), MAX_P95_MS));
  }
  rows.push(limited("page, processor time", median(cpu.slice(2)), MAX_CPU_MS));
  return rows;
}

function limited(name: string, ours: number, limit: number): Row {
  return {
    name,
    unit: "ms",
    ours,
    comparator: "limit",
    theirs: limit,
    ratio: ours / limit,
    target: { atMost: 1 },
  };
}

/** Processor time the product has used, in milliseconds. */
async function cpuMs(url: string): Promise<number> {
  const { user, system }: { user: number; system: number } = await (await fetch(url)).json();
  return (user + system) / 1000;
}

/** A server in a process of its own; the first line it says tells where it is. */
async function serve<Said>(script: string, ...args: string[]) {
  const process = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-check",
      "--allow-net",
      "--allow-env",
      "--allow-sys",
      "--allow-read",
      "--allow-write",
      new URL(script, import.meta.url).pathname,
      ...args,
    ],
    stdout: "piped",
  }).spawn();
  const lines = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("\n")) {
    const { value, done } = await lines.read();
    if (done) throw new Error(`Cannot start ${script}`);
    text += value;
  }
  return {
    said: JSON.parse(text.slice(0, text.indexOf("\n"))) as Said,
    async [Symbol.asyncDispose]() {
      process.kill("SIGKILL");
      await lines.cancel();
      await process.status;
    },
  };
}
