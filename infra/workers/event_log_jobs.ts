// Keeps the event log small and vouched for.
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { SignedHeads } from "../eventlog/integrity/signed_head.ts";
import { sealSegments } from "../eventlog/segments/seal_segments.ts";
import type { Logger } from "../logger.ts";
import type { Job } from "./jobs.ts";

const HOUR = 3_600_000;
/** How soon an empty log is looked at again, milliseconds. */
const SOON = 2_000;
/** About 200,000 events, a few seconds of work; what is left waits for the next hour. */
const SEGMENTS_PER_RUN = 100;

export function eventLogJobs(
  { kv, log, random, logger, signedHeads }: {
    kv: Deno.Kv;
    log: Pick<EventLog, "head">;
    random: () => number;
    logger: Logger;
    signedHeads: SignedHeads;
  },
): Job[] {
  return [
    {
      kind: "events.sign_head",
      everyMs: HOUR,
      async run() {
        // Of a product nobody has used yet: its first events are not left unsigned for an hour.
        if ((await log.head()).position === 0) return SOON;
        // The line in the log is the copy that nobody with access to the store alone can change.
        logger.info("head of the event log signed", { ...await signedHeads.sign() });
      },
    },
    {
      kind: "events.seal",
      everyMs: HOUR,
      async run() {
        const { segments, events } = await sealSegments({ kv, random }, { maxSegments: SEGMENTS_PER_RUN });
        if (segments > 0) logger.info("old events sealed", { segments, events });
      },
    },
  ];
}
