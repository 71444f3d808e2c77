// Addresses of the console's pages about money.

export type Params = Readonly<Record<string, string | number | undefined>>;

export function address(path: string, params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  return query.size === 0 ? path : `${path}?${query}`;
}

export function paymentAddress(paymentId: string, part = ""): string {
  return `/admin/payments/${encodeURIComponent(paymentId)}${part}`;
}

export function subscriptionAddress(driverId: number): string {
  return `/admin/subscriptions/${driverId}`;
}

export function promoAddress(code: string): string {
  return `/admin/promo-codes/${encodeURIComponent(code)}`;
}
