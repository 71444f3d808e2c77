// Switches of the product that are changed without a deployment.

export const FLAGS = ["payments_enabled", "paywall_respond", "paywall_contacts"] as const;
export type Flag = typeof FLAGS[number];
export type Flags = Readonly<Record<Flag, boolean>>;

export function isFlag(key: string): key is Flag {
  return (FLAGS as readonly string[]).includes(key);
}

export function flagStream(key: Flag): string {
  return `flag-${key}`;
}

/** As long as nobody has changed them: what can be paid for is for sale, and nothing is behind a paywall. */
export function defaultFlags(paymentProviders: readonly unknown[]): Flags {
  return { payments_enabled: paymentProviders.length > 0, paywall_respond: false, paywall_contacts: false };
}
