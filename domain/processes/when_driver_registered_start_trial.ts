// When a driver comes for the first time, the days to try everything begin, where the operator gives some.
import type { DriverRegistered } from "../drivers/events.ts";
import type { NewMessage } from "../shared/queue.ts";
import { step } from "./steps.ts";

/** Once in a life: whoever was forgotten and comes back is registered anew, and has had the trial. */
export function whenDriverRegisteredStartTrial({ data: { driverId } }: DriverRegistered): NewMessage {
  return step("process.start_trial", { id: String(driverId), lane: `subscription:${driverId}` }, {
    driverId,
  });
}
