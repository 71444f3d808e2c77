// A stand-in for YooKassa: one shop, its API v3, the page where people pay, notifications, and the control API.
import { ControlError, type Controls } from "../control.ts";
import { serveVendor, type Vendor } from "../server.ts";
import { ApiError, errorAnswer } from "./api_error.ts";
import { answer, type Api, noteOf, paymentAnswer, refundAnswer } from "./api.ts";
import { yooKassaCommands } from "./commands.ts";
import { Keys } from "./idempotence.ts";
import { type Manners, Notifier } from "./notifier.ts";
import { noSuchPage, paymentPage } from "./page.ts";
import { Shop } from "./shop.ts";

export interface YooKassaOptions {
  shopId: string;
  /** One that begins with `test_` makes every object a test one. */
  secretKey: string;
  /** Where notifications go; null sends none. */
  notificationUrl: string | null;
  notifications?: Manners;
  /** The payment page's origin as browsers see it, when it is not the server's own. */
  publicOrigin?: string;
  /** 0 takes a free port. */
  port?: number;
  hostname?: string;
  now?: () => number;
}

export interface YooKassaSandbox {
  /** Without `/v3`. */
  readonly url: string;
  readonly shop: Shop;
  readonly notifier: Notifier;
  readonly controls: Controls;
  stop(): Promise<void>;
}

/** Starts the sandbox. @throws {Deno.errors.AddrInUse} when the port is taken. */
export function startYooKassa(options: YooKassaOptions): YooKassaSandbox {
  const account = { shopId: options.shopId, secretKey: options.secretKey };
  const notifier = new Notifier(options.notificationUrl, options.notifications ?? {});
  let origin = options.publicOrigin ?? "";
  const shop: Shop = new Shop(options.now ?? Date.now, (told) => {
    const object = "payment" in told ? paymentAnswer(api, told.payment) : refundAnswer(api, told.refund);
    notifier.tell(told.event, object as Record<string, unknown>);
  });
  const keys = new Keys(() => shop.now());
  const api: Api = { shop, keys, account, origin: () => origin };

  const vendor: Vendor<typeof yooKassaCommands> = {
    commands: yooKassaCommands,
    apply(command) {
      if (command.reset) {
        shop.reset();
        keys.clear();
        notifier.reset();
        account.secretKey = options.secretKey;
      }
      if (command.secretKey !== undefined) account.secretKey = command.secretKey;
      if (command.notificationUrl !== undefined) notifier.url = command.notificationUrl;
      if (command.notifications) notifier.manners = command.notifications;
      if (command.pendingRefunds !== undefined) shop.pendingRefunds = command.pendingRefunds;
      if (command.nulls !== undefined) shop.nulls = command.nulls;
      if (command.flush) notifier.flush();
      if (command.forge) notifier.send(command.forge.event, command.forge.object);
      try {
        return act(shop, command);
      } catch (error) {
        if (error instanceof ApiError) throw new ControlError(error.parameter ?? "(body)", error.message);
        throw error;
      }
    },
    async handle(request, url) {
      if (url.pathname.startsWith("/v3/")) return await answer(api, request, url);
      if (url.pathname === "/checkout/payments/v2/contract" && request.method === "GET") {
        const payment = shop.payments.get(url.searchParams.get("orderId") ?? "");
        return payment ? paymentPage(payment) : noSuchPage();
      }
      if (url.pathname === "/checkout/decision" && request.method === "POST") {
        return decide(shop, await request.formData());
      }
      return new Response("Not Found", { status: 404 });
    },
    name: (url) => url.pathname.startsWith("/v3/") ? url.pathname : null,
    note: (request) => noteOf(api, request),
    refusal: (status, retryAfterSeconds) => errorAnswer(status, {}, retryAfterSeconds),
    controlPages: {
      "GET payments": () => Response.json([...shop.payments.values()].map((one) => paymentAnswer(api, one))),
      "GET refunds": () => Response.json([...shop.refunds.values()].map((one) => refundAnswer(api, one))),
      "GET deliveries": () => Response.json(notifier.deliveries),
    },
    stop() {},
  };
  const server = serveVendor(vendor, {
    port: options.port ?? 0,
    hostname: options.hostname ?? "127.0.0.1",
    rateLimit: null,
    now: () => shop.now(),
  });
  origin ||= server.url;
  return {
    ...server,
    shop,
    notifier,
    async stop() {
      await notifier.stop();
      await server.stop();
    },
  };
}

type Command = Parameters<Vendor<typeof yooKassaCommands>["apply"]>[0];

function act(shop: Shop, command: Command): Record<string, unknown> {
  const { payment: asked, pretend, addPayment, externalRefund, settleRefund, advanceMs } = command;
  if (advanceMs !== undefined) shop.advance(advanceMs);
  if (pretend) shop.payment(pretend.id).pretends = pretend.fields;
  if (asked) {
    const payment = shop.payment(asked.id);
    const declined = { party: "payment_network", reason: asked.reason ?? "general_decline" };
    if (asked.action === "pay") shop.pay(payment);
    if (asked.action === "capture") shop.capture(payment);
    if (asked.action === "decline") shop.cancel(payment, declined);
    if (asked.action === "cancel") shop.cancel(payment, { ...declined, party: "merchant" });
  }
  if (settleRefund) {
    shop.settleRefund(shop.refundOf(settleRefund.id), settleRefund.status, settleRefund.reason);
  }
  if (externalRefund) {
    return { id: shop.refund(shop.payment(externalRefund.paymentId), { minor: externalRefund.minor }).id };
  }
  if (!addPayment) return {};
  const { minor, metadata = {} } = addPayment;
  const added = shop.create({ minor, currency: "RUB", capture: true, metadata, hasReceipt: false });
  shop.pay(added);
  return { id: added.id };
}

/** The payer's button. */
function decide(shop: Shop, form: FormData): Response {
  const payment = shop.payments.get(String(form.get("orderId")));
  if (!payment) return noSuchPage();
  if (payment.status === "pending") {
    if (form.get("decision") === "pay") shop.pay(payment);
    else {shop.cancel(payment, {
        party: "payment_network",
        reason: String(form.get("reason") ?? "general_decline"),
      });}
  }
  if (payment.returnUrl === undefined) return paymentPage(payment);
  return new Response(null, { status: 303, headers: { location: payment.returnUrl } });
}
