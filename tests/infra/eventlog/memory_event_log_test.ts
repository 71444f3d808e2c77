import { createMemoryEventLog } from "../../../infra/eventlog/memory_event_log.ts";
import { eventLogContract } from "./contract.ts";
import { logDeps } from "./kit.ts";

eventLogContract("memory log", async (test) => {
  const log = createMemoryEventLog(logDeps());
  await test({
    log,
    pendingIds: () => Promise.resolve(log.pending().map(({ id }) => id)),
    claim: (id) => Promise.resolve(log.claim(id)),
  });
});
