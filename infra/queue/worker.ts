// Does queued work: takes what is ready, as many at once as allowed, and wakes on commits, due times and a slow poll.
import type { Alerts } from "../alerts.ts";
import type { Listenable, Listener } from "../eventlog/bell.ts";
import { attempt, type AttemptDeps } from "./attempt.ts";
import type { Handler, Room } from "./handler.ts";
import type { Entry } from "./entry.ts";
import { CLAIMS_PER_WRITE, type Held, type Wanted } from "./claims.ts";
import { Picture } from "./picture.ts";
import { createStandstill } from "./standstill.ts";

export interface WorkerDeps extends AttemptDeps {
  readonly log: AttemptDeps["log"] & Listenable;
  readonly handlers: readonly Handler[];
  /** Messages in flight at once. */
  readonly concurrency: number;
  readonly alarm?: Alerts["alarm"];
}

export interface Worker {
  start(): void;
  /** Takes nothing new, gives back what was not begun; resolves when what is in flight is recorded. */
  stop(): Promise<void>;
  /** Looks for work now, for instance because the clock of a test moved. */
  wake(): void;
  /** Resolves when nothing is in flight and nothing is ready to be taken. */
  idle(): Promise<void>;
}

interface Chosen extends Wanted {
  readonly handler: Handler;
}

interface InFlight {
  readonly lane: string;
  readonly handler: Handler;
  readonly ended: Promise<void>;
}

/** How soon the messages of another process are noticed, in milliseconds. */
const POLL_MS = 1_000;
/** Another worker took a message we had seen: look again this soon. */
const LOST_RACE_MS = 20;

export function createWorker(deps: WorkerDeps): Worker {
  const { queue, log, clock, logger, concurrency, alarm = () => {} } = deps;
  const handlers = new Map(deps.handlers.map((handler) => [handler.kind, handler]));
  const inFlight = new Map<string, InFlight>();
  const unknownKinds = new Set<string>();
  const picture = new Picture(queue, inFlight);
  const standstill = createStandstill(clock, alarm);
  const idlers: (() => void)[] = [];
  let listener: Listener | undefined;
  let loop: Promise<void> = Promise.resolve();
  const stopping = new AbortController();
  let wakeUp: () => void = () => {};

  function handlerOf({ message: { kind } }: Entry): Handler | undefined {
    const handler = handlers.get(kind);
    if (handler === undefined && !unknownKinds.has(kind)) {
      logger.error("no handler for queued messages", { kind });
      unknownKinds.add(kind);
    }
    return handler;
  }

  /**
   * Starts what may start. `lost`: another worker had a message first, so the picture is out of date. `rested`: with
   * nothing in flight, nothing that could be taken is left.
   */
  async function take(): Promise<"lost" | "busy" | "rested"> {
    while (!stopping.signal.aborted) {
      const wanted = choose();
      if (wanted.length === 0) return inFlight.size === 0 ? "rested" : "busy";
      if (!await takeAll(wanted)) return "lost";
    }
    return "busy";
  }

  /** Together or, when another worker had one of them first, each for itself; false when that is so. */
  async function takeAll(wanted: readonly Chosen[]): Promise<boolean> {
    const held = await queue.claimAll(wanted);
    wanted.forEach((one, index) => held?.[index] && begin(one, held[index]));
    if (held !== null) return true;
    for (const one of wanted) {
      const [claim] = await queue.claimAll([one]) ?? [];
      if (claim === undefined) picture.close(one.entry.message.lane);
      else begin(one, claim);
    }
    return false;
  }

  /** What may start now: the first of a lane that nobody works on, as many as there is room for. */
  function choose(): Chosen[] {
    const taken = new Map<Room, number>();
    const enter = ({ room }: Handler) => room && taken.set(room, (taken.get(room) ?? 0) + 1);
    for (const { handler } of inFlight.values()) enter(handler);
    const chosen: Chosen[] = [];
    picture.offer(clock(), Math.min(concurrency - inFlight.size, CLAIMS_PER_WRITE), (entry) => {
      const handler = handlerOf(entry);
      if (handler === undefined) return "pass";
      const { room, leaseMs } = handler;
      if (room && (taken.get(room) ?? 0) >= room.places) return "wait";
      enter(handler);
      chosen.push({ entry, handler, leaseMs });
      return "take";
    });
    return chosen;
  }

  function begin({ entry, handler }: Chosen, claim: Held): void {
    const { id, lane } = entry.message;
    const ended = attempt({ ...deps, stopping: stopping.signal }, handler, claim).then((finished) => {
      inFlight.delete(id);
      if (finished) picture.open(lane);
      else picture.close(lane);
      wakeUp();
    });
    inFlight.set(id, { lane, handler, ended });
  }

  /** Looks once; answers how long there is nothing to do, in milliseconds. */
  async function look(): Promise<number> {
    const asked = idlers.length;
    const fresh = picture.readableIn() === 0;
    if (fresh) await picture.read(clock);
    const taken = await take();
    if (taken === "lost") return LOST_RACE_MS;
    if (!fresh) return picture.readableIn();
    if (taken === "rested") rest(asked);
    const due = picture.nextDue(clock());
    return due === null ? POLL_MS : Math.min(POLL_MS, due - clock());
  }

  async function run(listener: Listener): Promise<void> {
    while (!stopping.signal.aborted) {
      let pause = POLL_MS;
      try {
        pause = await look();
        standstill.goesOn();
      } catch (error) {
        logger.warn("queue waits", { error });
        standstill.failed(error);
      }
      if (!stopping.signal.aborted) await listener.heard(Math.max(pause, 1));
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
      stopping.abort();
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
