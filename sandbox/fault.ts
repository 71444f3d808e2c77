// Faults a sandbox can be told to show: which requests they meet, how often, and what they do.
import { z } from "zod";

/** One fault as the control API takes it. Without `times` it stays until `clearFaults`. */
export const faultSchema = z.strictObject({
  /** Prefix of the path (Telegram: of the method name); absent meets every request. */
  path: z.string().optional(),
  /** Meets requests of this method only. */
  method: z.string().optional(),
  /** Let the request take effect before `status`, `body` or `html` is answered. */
  afterEffect: z.boolean().optional(),
  /** Answer with this status in the vendor's error shape; the request has no effect. */
  status: z.int().min(200).max(599).optional(),
  /** JSON to answer with instead of the vendor's error shape; status 200 unless `status` is given. */
  body: z.json().optional(),
  /** Answer an HTML page, as a proxy in front of the vendor would; status 502 unless `status` is given. */
  html: z.boolean().optional(),
  /** Seconds for `Retry-After` and the vendor's own field of that meaning. */
  retryAfter: z.number().nonnegative().optional(),
  /** Never answer; the request has no effect. */
  hang: z.boolean().optional(),
  /** Let the request take effect, then break the connection after half of the answer. */
  torn: z.boolean().optional(),
  /** Let the request take effect, then break the connection without a byte of the answer. */
  drop: z.boolean().optional(),
  /** Answer normally, with one row no schema expects. */
  malformedRow: z.boolean().optional(),
  /** How many requests it meets before it is spent. */
  times: z.int().positive().optional(),
});

export type Fault = z.infer<typeof faultSchema>;

/** The faults in force, oldest first: the first that matches a request is used and counted. */
export class FaultPlan {
  #faults: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#faults.push({ fault, left: fault.times ?? Infinity });
  }

  clear(): void {
    this.#faults = [];
  }

  take(path: string, method?: string): Fault | undefined {
    const found = this.#faults.find(({ fault }) =>
      bare(path).startsWith(bare(fault.path ?? "")) && (fault.method ?? method) === method
    );
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#faults = this.#faults.filter((other) => other !== found);
    return found.fault;
  }
}

function bare(path: string): string {
  return path.replace(/^\//, "");
}

/** The answer cut after `keep` of its bytes (0..1): the client sees the connection break, never the end. */
export async function tear(response: Response, keep: number): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const kept = bytes.slice(0, Math.floor(bytes.length * keep));
  const headers = new Headers(response.headers);
  // More bytes are announced than follow, so that the server has to close the connection.
  headers.set("content-length", String(bytes.length + 1));
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      if (kept.length > 0) controller.enqueue(kept);
      controller.close();
    },
  });
  return new Response(body, { status: response.status, headers });
}
