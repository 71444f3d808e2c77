import { createKvQueue } from "../../../infra/queue/kv_queue.ts";
import { eventLogContract } from "./contract.ts";
import { take } from "../queue/kit.ts";
import { kvLog, NOW, withKv } from "./kit.ts";

eventLogContract("KV log", (test) =>
  withKv(async (kv) => {
    let now = NOW;
    const queue = createKvQueue({
      kv,
      clock: () => now,
      newId: () => crypto.randomUUID(),
      random: Math.random,
    });
    await test({
      log: kvLog(kv),
      pendingIds: async () => (await queue.scan()).map(({ message }) => message.id),
      async claim(id) {
        const entry = (await queue.scan()).find(({ message }) => message.id === id);
        if (entry === undefined) throw new Error(`Message "${id}" is not pending`);
        now = Math.max(now, entry.due);
        const claimed = await take(queue, entry, 1_000);
        if (claimed === null) throw new Error(`Message "${id}" could not be claimed`);
        return claimed;
      },
    });
  }));
