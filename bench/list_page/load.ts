// Asks one address over and over on many connections, and says how many answers came and how late.
// Arguments: port, connections, seconds, then header lines. Prints {answers, wrong, p95} as JSON; p95 in milliseconds.
import { keepAsking } from "../keep_asking.ts";

const [port = "", connections = "", seconds = "", ...headers] = Deno.args;
const request = [`GET /?mode=all HTTP/1.1`, `host: localhost:${port}`, ...headers, "", ""].join("\r\n");
const ends = performance.now() + Number(seconds) * 1000;
const times: number[] = [];
let wrong = 0;

await Promise.all(Array.from({ length: Number(connections) }, () =>
  keepAsking({
    port: Number(port),
    ends,
    next: () => request,
    answered(head, ms) {
      times.push(ms);
      if (!head.startsWith("HTTP/1.1 200")) wrong++;
    },
  })));
const p95 = times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify({ answers: times.length, wrong, p95 })));
