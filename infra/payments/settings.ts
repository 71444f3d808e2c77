// Settings of payment providers: which are switched on, and what each of them needs.
import { z } from "zod";
import { Provider } from "../../domain/payments/events.ts";
import { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET } from "../../domain/settings/secrets.ts";
import { list } from "../setting_shapes.ts";

/** Where notifications come from (yookassa.ru, incoming notifications). */
export const YOOKASSA_NETWORKS = [
  "185.71.76.0/27",
  "185.71.77.0/27",
  "77.75.153.0/25",
  "77.75.154.128/25",
  "77.75.156.11",
  "77.75.156.35",
  "2a02:5180::/32",
];

export const paymentProviders = list.pipe(
  z.array(z.enum(Provider.options, "must be a comma list of yookassa, stars, stripe")),
).transform((names) => [...new Set(names)]);

/**
 * Two at once while one takes the place of the other. Whoever sets up a machine may choose a shorter one than the
 * console takes: it may be there already, at the provider.
 */
export const webhookTokens = list.pipe(
  z.array(
    z.string().regex(
      /^[A-Za-z0-9_-]{8,256}$/,
      "must be 8–256 of A–Z a–z 0–9 _ -, better 32 and more (a comma list for rotation)",
    ),
  ),
);

export const yookassaSecretKey = z.string().trim().regex(
  /^[\x21-\x7e]{1,512}$/,
  "must be printable ASCII without spaces, at most 512 characters",
);
export const stripeSecretKey = z.string().regex(STRIPE_SECRET_KEY, "must look like sk_live_… or sk_test_…");
export const stripeWebhookSecrets = list.pipe(
  z.array(z.string().regex(STRIPE_WEBHOOK_SECRET, "must start with whsec_ (a comma list for rotation)")),
);

/** Whether access is given at once for the money, or later; the accountant's decision. */
export const paymentMode = z.enum(["full_payment", "full_prepayment"], {
  error: "must be full_payment or full_prepayment",
});

const NEEDS: Readonly<Partial<Record<Provider, readonly string[]>>> = {
  yookassa: ["YOOKASSA_SHOP_ID", "YOOKASSA_SECRET_KEY"],
  stripe: ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"],
};

/** What is missing of what the providers that are switched on need, by variable name. */
export function missingForProviders(present: Readonly<Record<string, string>>): string[] {
  const names = paymentProviders.safeParse(present["PAYMENT_PROVIDERS"] ?? "").data ?? [];
  const missing = names.flatMap((name) => NEEDS[name] ?? []).filter((name) => present[name] === undefined);
  const receipts = present["YOOKASSA_VAT_CODE"] !== undefined &&
    present["YOOKASSA_PAYMENT_MODE"] === undefined;
  return [
    ...missing.map((name) => `${name}: is required by PAYMENT_PROVIDERS`),
    ...(receipts ? ["YOOKASSA_PAYMENT_MODE: is required by YOOKASSA_VAT_CODE"] : []),
  ];
}
