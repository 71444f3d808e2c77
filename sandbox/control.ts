// The control API every sandbox shares: POST /__control, GET and DELETE /__control/log. A POST may carry several
// commands; a wrong one is refused as a whole with the field named, and nothing is changed.
import { z } from "zod";
import { FaultPlan, faultSchema } from "./fault.ts";
import { RateMeter } from "./rate_meter.ts";
import { RequestLog } from "./request_log.ts";

export const commonCommands = {
  latencyMs: z.number().min(0).max(600_000).optional(),
  fault: z.union([faultSchema, z.array(faultSchema)]).optional(),
  clearFaults: z.literal(true).optional(),
  /** Requests a minute; null removes the limit. */
  rateLimit: z.int().positive().nullable().optional(),
  clearLog: z.literal(true).optional(),
  /** Everything as it was at the start. */
  reset: z.literal(true).optional(),
};

const commonSchema = z.object(commonCommands);
type CommonCommand = z.infer<typeof commonSchema>;

/** A control command that cannot be carried out; answered 400 with the field. */
export class ControlError extends Error {
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

/** State every sandbox has: latency, faults, rate limit, log. */
export class Controls {
  latencyMs = 0;
  readonly faults = new FaultPlan();
  readonly log = new RequestLog();
  readonly meter: RateMeter;
  readonly #initialLimit: number | null;

  constructor(rateLimit: number | null, now: () => number) {
    this.#initialLimit = rateLimit;
    this.meter = new RateMeter(rateLimit, now);
  }

  apply(command: CommonCommand): void {
    if (command.reset) {
      this.latencyMs = 0;
      this.faults.clear();
      this.log.clear();
      this.meter.clear();
      this.meter.limit = this.#initialLimit;
    }
    if (command.clearFaults) this.faults.clear();
    if (command.clearLog) this.log.clear();
    if (command.latencyMs !== undefined) this.latencyMs = command.latencyMs;
    if (command.rateLimit !== undefined) {
      this.meter.limit = command.rateLimit;
      this.meter.clear();
    }
    for (const fault of [command.fault ?? []].flat()) this.faults.add(fault);
  }
}

/** Reads a control body by `schema`. @throws {ControlError} naming the first bad field. */
export async function readControl<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const text = await request.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ControlError("(body)", "The control body is not JSON");
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw firstProblem(parsed.error.issues);
}

function firstProblem(issues: readonly z.core.$ZodIssue[]): ControlError {
  const issue = issues[0];
  if (!issue) return new ControlError("(body)", "Invalid command");
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") path.push(issue.keys[0] ?? "");
  // A union reports its members apart; the member that got furthest names the field people meant.
  if (issue.code === "invalid_union") {
    const deepest = issue.errors.flat().toSorted((a, b) => depth(b) - depth(a))[0];
    if (deepest) {
      const inner = firstProblem([deepest]);
      const field = inner.field === "(body)" ? path.join(".") : [...path, inner.field].join(".");
      return new ControlError(field, inner.message);
    }
  }
  return new ControlError(path.join(".") || "(body)", issue.message);
}

function depth(issue: z.core.$ZodIssue): number {
  return issue.path.length + (issue.code === "unrecognized_keys" ? 1 : 0);
}
