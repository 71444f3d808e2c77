// A stand-in for Stripe: the API of Checkout, the page to pay at, signed events, and the control API.
import type { Controls } from "../control.ts";
import { serveVendor } from "../server.ts";
import { Account } from "./account.ts";
import { answerApi, type ApiWorld } from "./api.ts";
import { refusal, StripeError } from "./api_error.ts";
import { applyCommand, stripeCommands } from "./commands.ts";
import { Events, type Hook } from "./events.ts";
import { Idempotency } from "./idempotency.ts";
import type { Shown } from "./objects.ts";
import { sessionPage } from "./page.ts";

export interface StripeOptions {
  /** The only one that is let in: "sk_test_…" or "sk_live_…"; it decides `livemode`. */
  secretKey: string;
  webhook?: Hook | null;
  /** 0 takes a free port. */
  port?: number;
  hostname?: string;
  /** First pause before an event is sent again, ms; doubles up to ten seconds. */
  retryMs?: number;
  /** Wall clock in ms. */
  now?: () => number;
}

export interface StripeSandbox {
  /** Root of the API and of the pages. */
  url: string;
  account: Account;
  events: Events;
  controls: Controls;
  stop(): Promise<void>;
}

/** Starts the sandbox. @throws {Deno.errors.AddrInUse} when the port is taken. */
export function startStripe(options: StripeOptions): StripeSandbox {
  const { secretKey, now = Date.now, retryMs = 500 } = options;
  const time = () => Math.floor(now() / 1000);
  const livemode = secretKey.includes("_live_");
  const events = new Events({ retryMs, time });
  events.hook = options.webhook ?? null;
  const account = new Account({
    time,
    tell: (type, show) => events.tell(type, show(shown), livemode),
  });
  const keys = new Idempotency(now);
  const shown: Shown = {
    livemode,
    intents: account.intents,
    charges: account.charges,
    get origin() {
      return server.url.replace("127.0.0.1", "localhost");
    },
  };
  const world: ApiWorld = { secretKey, account, keys, shown, keptFailures: { times: 0, effect: false } };
  const server = serveVendor({
    commands: stripeCommands,
    apply(command) {
      if (command.reset) {
        account.reset();
        keys.clear();
        events.clear();
        world.keptFailures = { times: 0, effect: false };
      }
      if (command.keptFailures) world.keptFailures = { ...command.keptFailures };
      return applyCommand({ account, events }, command);
    },
    name: (url) => url.pathname.startsWith("/v1/") ? url.pathname : null,
    handle: (request, url, entry) =>
      url.pathname.startsWith("/v1/")
        ? answerApi(world, request, url, entry)
        : answerPage(account, request, url),
    refusal,
    controlPages: {
      "GET events": () => Response.json(events.made()),
      "GET sent": () => Response.json(events.sent),
    },
    stop: () => events.stop(),
  }, { port: options.port ?? 0, hostname: options.hostname ?? "127.0.0.1", rateLimit: null, now });
  return { ...server, account, events };
}

async function answerPage(account: Account, request: Request, url: URL): Promise<Response> {
  const id = /^\/c\/pay\/([^/]+)$/.exec(url.pathname)?.[1];
  if (id === undefined) return new Response("Not Found", { status: 404 });
  try {
    const session = account.session(id);
    if (request.method !== "POST") return sessionPage(session, { declined: false });
    const todo = String((await request.formData()).get("do"));
    if (todo === "decline") {
      account.decline(id, "insufficient_funds");
      return sessionPage(session, { declined: true });
    }
    if (session.status === "open") account.pay(id, { later: todo === "later" });
    return new Response(null, { status: 303, headers: { location: session.successUrl } });
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    return new Response(error.message, { status: error.status });
  }
}
