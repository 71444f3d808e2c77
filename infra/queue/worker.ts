// Does queued work: takes what is ready, as many at once as allowed, and wakes on commits, due times and a slow poll.
import type { Listenable, Listener } from "../eventlog/bell.ts";
import { attempt, type AttemptDeps } from "./attempt.ts";
import { nextDue, ready } from "./board.ts";
import type { Handler } from "./handler.ts";
import type { Entry } from "./kv_queue.ts";

export interface WorkerDeps extends AttemptDeps {
  readonly log: AttemptDeps["log"] & Listenable;
  readonly handlers: readonly Handler[];
  /** Messages in flight at once. */
  readonly concurrency: number;
}

export interface Worker {
  start(): void;
  /** Takes nothing new; resolves when what is in flight is recorded. */
  stop(): Promise<void>;
  /** Looks for work now, for instance because the clock of a test moved. */
  wake(): void;
  /** Resolves when nothing is in flight and nothing is ready to be taken. */
  idle(): Promise<void>;
}

/** How soon the messages of another process are noticed, in milliseconds. */
const POLL_MS = 1_000;
/** Another worker took a message we had seen: look again this soon. */
const LOST_RACE_MS = 20;
/** A long queue is not read more often than leaves this share of the time for work. */
const SCAN_SHARE = 4;

export function createWorker(deps: WorkerDeps): Worker {
  const { queue, log, clock, logger, concurrency } = deps;
  const handlers = new Map(deps.handlers.map((handler) => [handler.kind, handler]));
  const inFlight = new Map<string, { readonly lane: string; readonly ended: Promise<void> }>();
  const unknownKinds = new Set<string>();
  const idlers: (() => void)[] = [];
  let listener: Listener | undefined;
  let loop: Promise<void> = Promise.resolve();
  let stopping = false;
  let wakeUp: () => void = () => {};

  const busy = () => ({
    ids: new Set(inFlight.keys()),
    lanes: new Set([...inFlight.values()].map(({ lane }) => lane)),
  });

  function known({ message }: Entry): boolean {
    if (handlers.has(message.kind)) return true;
    if (!unknownKinds.has(message.kind)) {
      logger.error("no handler for queued messages", { kind: message.kind });
    }
    unknownKinds.add(message.kind);
    return false;
  }

  /** Starts what may start; false when a message was lost to another worker and the picture is out of date. */
  async function take(entries: readonly Entry[]): Promise<boolean> {
    for (const entry of ready(entries, clock(), busy()).filter(known)) {
      if (inFlight.size >= concurrency || stopping) break;
      const handler = handlers.get(entry.message.kind);
      if (handler === undefined) continue;
      const claim = await queue.claim(entry, handler.leaseMs);
      if (claim === null) return false;
      const { id, lane } = entry.message;
      const ended = attempt(deps, handler, claim).then(() => {
        inFlight.delete(id);
        wakeUp();
      });
      inFlight.set(id, { lane, ended });
    }
    return true;
  }

  async function run(listener: Listener): Promise<void> {
    while (!stopping) {
      let pause = POLL_MS;
      const asked = idlers.length;
      try {
        const began = performance.now();
        const entries = await queue.scan();
        const scanMs = performance.now() - began;
        if (!await take(entries)) pause = LOST_RACE_MS;
        const now = clock();
        if (inFlight.size === 0 && ready(entries, now, busy()).filter(known).length === 0) rest(asked);
        const due = nextDue(entries, now);
        if (due !== null) pause = Math.min(pause, due - now);
        if (scanMs > 5) await delay(Math.min(scanMs * SCAN_SHARE, pause));
      } catch (error) {
        logger.warn("queue waits", { error });
      }
      if (!stopping) await listener.heard(Math.max(pause, 1));
    }
  }

  /** Only those who asked before the queue was read know that what they had queued was seen. */
  function rest(asked: number): void {
    for (const resolve of idlers.splice(0, asked)) resolve();
  }

  return {
    start() {
      if (listener !== undefined) return;
      listener = log.listen();
      wakeUp = listener.wake;
      loop = run(listener);
    },
    async stop() {
      stopping = true;
      listener?.close();
      await loop;
      await Promise.all([...inFlight.values()].map(({ ended }) => ended));
      rest(idlers.length);
    },
    wake: () => wakeUp(),
    idle() {
      return new Promise((resolve) => {
        idlers.push(resolve);
        wakeUp();
      });
    },
  };
}

const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
