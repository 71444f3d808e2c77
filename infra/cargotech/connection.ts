// Everything between a question and CargoTech: token, budget, breaker, retries, HTTP.
import type { Clock } from "../../domain/shared/ports.ts";
import type { Alerts } from "../alerts.ts";
import type { SecretStore } from "../crypto/secrets.ts";
import type { Logger } from "../logger.ts";
import type { Background } from "./background.ts";
import { type Breaker, createBreaker } from "./breaker.ts";
import { type Budget, createBudget } from "./budget.ts";
import { createCalls } from "./calls.ts";
import { type Ask, createAsk } from "./client.ts";
import { createHealth, type Health } from "./health.ts";
import { createExchange } from "./http.ts";
import type { Count, RecordEvent } from "./ports.ts";
import { createSignIn } from "./sign_in.ts";
import { createSpentCalls } from "./spent_calls.ts";
import { createStoredToken } from "./stored_token.ts";
import type { Wait } from "../wait.ts";
import type { Timing } from "./timing.ts";
import { createTokens, type Tokens } from "./token.ts";

export interface ConnectionOptions {
  readonly baseUrl: string;
  readonly phone: string;
  readonly password: string;
  readonly ratePerMinute: number;
  readonly tokenTtlMs: number;
  readonly kv: Deno.Kv;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly random: () => number;
  readonly wait: Wait;
  readonly timing: Timing;
  readonly background: Background;
  readonly logger: Logger;
  readonly record: RecordEvent;
  readonly count: Count;
  readonly alarm: Alerts["alarm"];
  readonly fetch: typeof globalThis.fetch;
}

export interface Connection {
  readonly ask: Ask;
  readonly tokens: Tokens;
  readonly breaker: Breaker;
  readonly budget: Budget;
  readonly health: Health;
  /** Gives up calls under way and refuses those that wait. */
  stop(): void;
}

export function createConnection(options: ConnectionOptions): Connection {
  const { baseUrl, phone, password, ratePerMinute, tokenTtlMs: ttlMs, kv, secrets, fetch } = options;
  const { clock, random, wait, timing, background, logger, record, count, alarm } = options;
  const stopping = new AbortController();
  const health = createHealth({ logger, alarm });
  const breaker = createBreaker({ clock, timing });
  const spentCalls = createSpentCalls({ kv, clock, random, wait, background, logger });
  const budget = createBudget({ ratePerMinute, clock, wait, spentCalls });
  const exchange = createExchange({ baseUrl, fetch });
  const signal = stopping.signal;
  const call = createCalls({ exchange, budget, breaker, health, clock, random, wait, timing, signal, count });
  const signIn = createSignIn(
    { call, phone, password, ttlMs, clock, timing, health, background, logger, count, record, alarm },
  );
  const stored = createStoredToken({ secrets, account: `${phone} ${baseUrl}`, logger });
  const tokens = createTokens({ signIn, ttlMs, stored, clock, timing, background, logger, alarm, count });
  return {
    ask: createAsk({ call, tokens, clock, timing }),
    tokens,
    breaker,
    budget,
    health,
    stop() {
      stopping.abort();
      budget.stop();
      spentCalls.stop();
    },
  };
}
