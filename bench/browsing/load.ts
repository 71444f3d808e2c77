// Drivers who browse, each on a connection of its own. Standard input is a JSON `Plan`, standard output a JSON `Browsed`.
import { keepAsking } from "../keep_asking.ts";

export interface Plan {
  readonly port: number;
  readonly seconds: number;
  /** Session tokens; a driver each. */
  readonly drivers: readonly string[];
  readonly steps: readonly Step[];
  /** The longest pause of a driver between an answer and the next request, milliseconds. */
  readonly longestPauseMs: number;
}

/** What is asked, and how often in comparison with the others. */
export interface Step {
  readonly paths: readonly string[];
  readonly weight: number;
  /** Each driver keeps to one of the paths. */
  readonly faithful?: boolean;
}

export interface Browsed {
  readonly answers: number;
  /** Answers other than 200. */
  readonly wrong: number;
  /** Milliseconds. */
  readonly p95: number;
}

const plan: Plan = await new Response(Deno.stdin.readable).json();
const total = plan.steps.reduce((sum, { weight }) => sum + weight, 0);
const ends = performance.now() + plan.seconds * 1000;
const times: number[] = [];
let wrong = 0;

function pathOf(driver: number): string {
  let at = Math.random() * total;
  const step = plan.steps.find(({ weight }) => (at -= weight) < 0) ?? plan.steps[0];
  const { paths, faithful } = step!;
  return paths[faithful ? driver % paths.length : Math.floor(Math.random() * paths.length)]!;
}

await Promise.all(plan.drivers.map((token, driver) =>
  keepAsking({
    port: plan.port,
    ends,
    next: () =>
      `GET ${pathOf(driver)} HTTP/1.1\r\nhost: localhost:${plan.port}\r\ncookie: session=${token}\r\n` +
      "accept-encoding: gzip, br\r\naccept: text/html\r\n\r\n",
    answered(head, ms) {
      times.push(ms);
      if (!head.startsWith("HTTP/1.1 200")) wrong++;
    },
    pause: () => Math.random() * plan.longestPauseMs,
  })
));
const p95 = times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
const browsed: Browsed = { answers: times.length, wrong, p95 };
Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify(browsed)));
