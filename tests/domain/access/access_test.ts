// Who may pass a paywall, and why.
import assert from "node:assert/strict";
import { decideAccess } from "../../../domain/access/mod.ts";
import type { Flags } from "../../../domain/settings/flags.ts";
import type { SubscriptionStatus } from "../../../domain/subscriptions/status.ts";

const expiresAt = "2026-04-02T11:00:00.000Z";
const all: SubscriptionStatus[] = [
  { status: "none" },
  { status: "trial", expiresAt },
  { status: "active", expiresAt },
  { status: "grace", expiresAt, graceEndsAt: "2026-04-05T11:00:00.000Z" },
  { status: "expired", expiresAt },
];
const flags = (changes: Partial<Flags>): Flags => ({
  payments_enabled: true,
  paywall_respond: false,
  paywall_contacts: false,
  ...changes,
});

Deno.test("without a paywall everybody may", () => {
  for (const subscription of all) {
    const access = decideAccess("respond", { flags: flags({ paywall_contacts: true }), subscription });
    assert.deepEqual(access, { allowed: true, reason: "free" });
  }
});

Deno.test("behind a paywall a subscription, a trial and grace let in, and nothing else", () => {
  const reasons = all.map((subscription) =>
    decideAccess("contacts", { flags: flags({ paywall_contacts: true }), subscription })
  );
  assert.deepEqual(reasons, [
    { allowed: false, reason: "never_subscribed", canPay: true },
    { allowed: true, reason: "trial" },
    { allowed: true, reason: "active" },
    { allowed: true, reason: "grace" },
    { allowed: false, reason: "expired", canPay: true },
  ]);
});

Deno.test("switching payments off locks out nobody who has paid", () => {
  const off = flags({ payments_enabled: false, paywall_respond: true });
  for (const subscription of all) {
    const on = decideAccess("respond", { flags: { ...off, payments_enabled: true }, subscription });
    assert.equal(decideAccess("respond", { flags: off, subscription }).allowed, on.allowed);
  }
});
