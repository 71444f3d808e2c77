// Checks the whole store on demand, once at a time however many ask, tells how far it is, and can be called off.
import type { Check, Integrity, Verified } from "../../../domain/integrity.ts";
import type { Clock } from "../../../domain/shared/ports.ts";
import { wait } from "../../wait.ts";
import type { SignedHeads } from "./signed_head.ts";
import { verifyStore } from "./verify_store.ts";

export interface IntegrityDeps {
  readonly kv: Deno.Kv;
  readonly signedHeads: Pick<SignedHeads, "read">;
  readonly clock: Clock;
}

const LOOK_MS = 200;

class CalledOff extends Error {
  override readonly name = "CalledOff";
}

export function createIntegrity({ kv, signedHeads, clock }: IntegrityDeps): Integrity {
  let newest: Check | null = null;
  let running: Promise<Verified> | undefined;
  let calledOff = false, stopped = false;

  async function run(): Promise<Verified> {
    calledOff = false;
    newest = { status: "running", phase: "proving", checked: 0, total: 0 };
    const at = new Date(clock()).toISOString();
    try {
      const result = await verifyStore(kv, signedHeads, (progress) => {
        if (calledOff) throw new CalledOff("The check of the history was called off");
        newest = { status: "running", ...progress };
      });
      newest = { status: "done", at, result };
      return result;
    } catch (error) {
      newest = calledOff ? { status: "called_off" } : { status: "failed", error: String(error) };
      throw error;
    } finally {
      running = undefined;
    }
  }

  function start(): Promise<Verified> {
    if (stopped) return Promise.reject(new CalledOff("Cannot check the history: the process is ending"));
    running ??= run();
    // Whoever wants to know is told by the promise, or sees the state.
    running.then(undefined, () => {});
    return running;
  }

  async function callOff(): Promise<void> {
    calledOff = true;
    await running?.then(undefined, () => {});
  }

  return {
    async verify() {
      for (;;) {
        try {
          return await start();
        } catch (error) {
          if (!(error instanceof CalledOff) || stopped) throw error;
        }
      }
    },
    start() {
      if (!stopped) void start();
    },
    callOff,
    newest: () => newest,
    async *progress(signal) {
      for (let seen: Check | null = null; !signal.aborted; await wait(LOOK_MS, signal)) {
        if (newest === null) return;
        if (newest !== seen) yield newest;
        if (newest.status !== "running") return;
        seen = newest;
      }
    },
    stop() {
      stopped = true;
      return callOff();
    },
  };
}
