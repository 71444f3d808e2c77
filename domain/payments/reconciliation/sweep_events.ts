// These names and shapes are stored: change them only by adding.
// How a comparison of what a provider has with what we have came out.
import { z } from "zod";
import { event } from "../../shared/event.ts";
import { Provider } from "../event_parts.ts";

const side = z.object({
  count: z.number().int().nonnegative(),
  minor: z.number().int().nonnegative(),
  refundedMinor: z.number().int().nonnegative(),
});

/** `remoteOnly`, `localOnly` and `different` name payments by the provider's id. */
export const PaymentsSwept = event("PaymentsSwept", {
  provider: Provider,
  /** The window, ISO 8601 UTC. */
  from: z.string(),
  to: z.string(),
  remote: side,
  local: side,
  remoteOnly: z.array(z.string()),
  localOnly: z.array(z.string()),
  different: z.array(z.string()),
  /** Objects there that nobody could read, by the provider's id, "?" where even that is not told; left out of both sides. */
  unreadable: z.array(z.string()).optional(),
  clean: z.boolean(),
});
export type PaymentsSwept = z.infer<typeof PaymentsSwept>;

export const sweepEvents = [PaymentsSwept] as const;
