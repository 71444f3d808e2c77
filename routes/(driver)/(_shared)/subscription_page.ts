// What the page of the subscription shows: where it stands, what is for sale, with a promo code what it costs then.
import type { PayFormProps } from "../../../components/payments/PayForm.tsx";
import type { PromoFormProps } from "../../../components/payments/PromoForm.tsx";
import type { SubscriptionPanelProps } from "../../../components/payments/SubscriptionPanel.tsx";
import type { ShownTariff } from "../../../components/payments/TariffChoice.tsx";
import { normaliseCode } from "../../../domain/promo_codes/code.ts";
import { priceIn } from "../../../domain/settings/tariffs.ts";
import type { PaymentView } from "../../../domain/payments/mod.ts";
import type { Tariff } from "../../../domain/settings/mod.ts";
import type { Period, SubscriptionStatus } from "../../../domain/subscriptions/mod.ts";
import { formatDatedMoment } from "../../../texts/format.ts";
import { promo as promoTexts } from "../../../texts/payments.ts";
import type { State } from "../../(_shared)/define.ts";
import { callerOf } from "./caller.ts";

export interface SubscriptionPage {
  readonly panel: SubscriptionPanelProps;
  /** Null when nothing can be bought now. */
  readonly pay: PayFormProps | null;
  /** Whether something is behind a paywall that nobody can pay for now. */
  readonly isShut: boolean;
  readonly promo: PromoFormProps;
  readonly payments: readonly PaymentView[];
  readonly periods: readonly Period[];
}

/** What the address asks for, and what came of the form just posted. */
export interface Asked {
  readonly tariffId?: string | undefined;
  /** A code whose discount is to be shown. */
  readonly promoCode?: string | undefined;
  /** A code has just given days. */
  readonly given?: boolean;
  readonly values?: { readonly code?: string; readonly receiptContact?: string };
  readonly errors?: { readonly code?: string; readonly receiptContact?: string; readonly refusal?: string };
}

const DAY = 86_400_000;
/** A provider's clock may be ahead of ours: thirty days from its "now" are not thirty-one. */
const CLOCKS_DIFFER = 60_000;

export async function subscriptionPage(state: State, asked: Asked = {}): Promise<SubscriptionPage> {
  const { subscriptions, settings, payments } = state.app;
  const { driverId } = callerOf(state);
  const { values = {}, errors = {} } = asked;
  const [{ now, periods, renewal }, flags, tariffs, paid] = await Promise.all([
    subscriptions.of(driverId),
    settings.flags(),
    settings.tariffs(),
    payments.of(driverId),
  ]);
  const { providers } = payments;
  const isOpen = flags.payments_enabled && providers.length > 0;
  const shown = await Promise.all(tariffs.map((tariff) => priced(state, tariff, asked.promoCode)));
  const sold = shown.filter(({ prices }) => prices.length > 0);
  const isDiscounted = sold.some(({ prices }) =>
    prices.some(({ price, amount }) => price.minor > amount.minor)
  );
  const promoCode = isDiscounted && asked.promoCode !== undefined
    ? normaliseCode(asked.promoCode)
    : undefined;
  const isWalled = flags.paywall_respond || flags.paywall_contacts;
  return {
    panel: {
      now,
      daysLeft: daysLeft(now),
      renewal,
      paywalls: { respond: flags.paywall_respond, contacts: flags.paywall_contacts },
    },
    pay: isOpen && sold.length > 0
      ? {
        tariffs: sold,
        chosen: (sold.find(({ id }) => id === asked.tariffId) ?? sold[0]!).id,
        providers: providers.map(({ name }) => name),
        mayRenew: providers.some(({ renews }) => renews),
        ...(promoCode !== undefined && { promoCode }),
        ...(providers.some(({ needsReceiptContact }) => needsReceiptContact) && {
          receiptContact: values.receiptContact ?? lastContact(paid),
        }),
        contactFor: providers.every(({ needsReceiptContact }) => needsReceiptContact)
          ? []
          : providers.filter(({ needsReceiptContact }) => needsReceiptContact).map(({ name }) => name),
        errors,
        isFree: !isWalled,
        isRenewal: now.status !== "none",
        hasDaysLeft: now.status === "trial" || now.status === "active",
      }
      : null,
    isShut: isWalled && !isOpen,
    promo: {
      code: values.code ?? "",
      ...(errors.code !== undefined && { error: errors.code }),
      ...(asked.given && "expiresAt" in now && { given: promoTexts.given(formatDatedMoment(now.expiresAt)) }),
      ...(promoCode !== undefined && { applied: promoCode }),
    },
    payments: paid,
    periods,
  };
}

/** A tariff in every currency it can be paid in now. */
async function priced(state: State, tariff: Tariff, promoCode: string | undefined): Promise<ShownTariff> {
  const { payments, promoCodes } = state.app;
  const { driverId } = callerOf(state);
  const buyer = { driverId, tariffId: tariff.id, listPrice: tariff.price };
  const currencies = [...new Set(payments.providers.map(({ currency }) => currency))];
  const prices = await Promise.all(currencies.map(async (currency) => {
    const price = priceIn(tariff, currency);
    if (!price) return [];
    const offer = promoCode === undefined ? null : await promoCodes.offer(promoCode, buyer, price);
    return [{ price, amount: offer?.amount ?? price }];
  }));
  const { id, name, days } = tariff;
  return { id, name, days, prices: prices.flat() };
}

function daysLeft(now: SubscriptionStatus): number {
  if (now.status !== "trial" && now.status !== "active") return 0;
  return Math.ceil((Date.parse(now.expiresAt) - Date.now() - CLOCKS_DIFFER) / DAY);
}

/** Where the receipt went last time. */
function lastContact(payments: readonly PaymentView[]): string {
  return payments.find(({ receiptContact }) => receiptContact)?.receiptContact ?? "";
}
