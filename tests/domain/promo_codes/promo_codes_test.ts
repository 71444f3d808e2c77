// Promo codes: held with a payment, used up by its success, given back by its end; one answer to whatever is wrong.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { ReservePromoCode } from "../../../domain/promo_codes/commands.ts";
import { promoCodeDecider } from "../../../domain/promo_codes/decide.ts";
import type { PromoCodeEvent } from "../../../domain/promo_codes/events.ts";
import { type PromoCodeRow, promoCodes } from "../../../domain/promo_codes/view.ts";
import { kopecks } from "../../../domain/shared/money.ts";
import { given } from "../../support/given.ts";
import { stored } from "../../support/stored.ts";

const code = "VESNA2026";
const driverId = 700_000_101;
const at = "2026-03-03T11:00:00.000Z";
const until = "2026-03-03T12:00:00.000Z";
const terms = {
  type: "percent",
  value: 10,
  validFrom: "2026-03-01T00:00:00.000Z",
  validTo: "2026-04-01T00:00:00.000Z",
  perUserLimit: 1,
} as const;
const created = (changes = {}): PromoCodeEvent => ({
  type: "PromoCodeCreated",
  data: { code, ...terms, ...changes },
});
const reserve = (changes: Partial<ReservePromoCode> = {}): ReservePromoCode => ({
  type: "ReservePromoCode",
  code,
  useId: "p1",
  driverId,
  at,
  until,
  tariffId: "month",
  listPrice: kopecks(49_900),
  firstPurchase: true,
  ...changes,
});
const use = { code, useId: "p1", driverId, at };
const reserved = (useId = "p1", who = driverId): PromoCodeEvent => ({
  type: "PromoCodeReserved",
  data: { code, useId, driverId: who, at, until },
});
const redeemed = (changes = {}): PromoCodeEvent => ({
  type: "PromoCodeRedeemed",
  data: { ...use, reserved: true, overLimit: false, ...changes },
});
const released: PromoCodeEvent = { type: "PromoCodeReleased", data: use };

Deno.test("a code is held for a payment, once", () => {
  given(promoCodeDecider, created()).when(reserve()).then(reserved());
  given(promoCodeDecider, created(), reserved()).when(reserve()).nothingHappens();
});

Deno.test("unknown, early, expired, deactivated, exhausted, used before, wrong tariff: one answer", () => {
  const refused = "promo_code_invalid" as const;
  given(promoCodeDecider).when(reserve()).refused(refused);
  given(promoCodeDecider, created()).when(reserve({ at: "2026-02-28T23:59:59.999Z" })).refused(refused);
  given(promoCodeDecider, created()).when(reserve({ at: terms.validTo })).refused(refused);
  given(promoCodeDecider, created(), { type: "PromoCodeDeactivated", data: { code } }).when(reserve())
    .refused(
      refused,
    );
  given(promoCodeDecider, created({ totalLimit: 1 }), reserved("p0", 1)).when(reserve()).refused(refused);
  given(promoCodeDecider, created(), redeemed({ useId: "p0" })).when(reserve()).refused(refused);
  given(promoCodeDecider, created({ tariffIds: ["year"] })).when(reserve()).refused(refused);
  given(promoCodeDecider, created({ minAmount: 50_000 })).when(reserve()).refused(refused);
  given(promoCodeDecider, created({ firstPurchaseOnly: true })).when(reserve({ firstPurchase: false }))
    .refused(
      refused,
    );
  given(promoCodeDecider, created({ type: "days" })).when(reserve()).refused(refused);
  given(promoCodeDecider, created()).when({ type: "ApplyPromoCode", ...use }).refused(refused);
});

Deno.test("fault 45: a payment that ends gives the place back, and somebody else may have it", () => {
  const limited = created({ totalLimit: 1 });
  given(promoCodeDecider, limited, reserved()).when({ type: "ReleasePromoCode", ...use }).then(released);
  given(promoCodeDecider, limited, reserved(), released).when(reserve({ useId: "p2", driverId: 2 })).then(
    reserved("p2", 2),
  );
});

const moved: PromoCodeEvent = { type: "PromoCodeReleased", data: { ...use, movedTo: "p2" } };

Deno.test("who chooses another tariff takes the place along, and may bring it back", () => {
  const last = created({ totalLimit: 1 });
  given(promoCodeDecider, last, reserved()).when(reserve({ useId: "p2" })).then(moved, reserved("p2"));
  given(promoCodeDecider, last, reserved(), moved, reserved("p2")).when(reserve()).then(
    { type: "PromoCodeReleased", data: { ...use, useId: "p2", movedTo: "p1" } },
    reserved(),
  );
});

Deno.test("a code a driver may use twice is held for both payments", () => {
  given(promoCodeDecider, created({ perUserLimit: 2 }), reserved()).when(reserve({ useId: "p2" })).then(
    reserved("p2"),
  );
});

Deno.test("there is one first purchase, however often a code for it may be used", () => {
  const first = created({ firstPurchaseOnly: true, perUserLimit: 5 });
  given(promoCodeDecider, first, reserved()).when(reserve({ useId: "p2" })).then(moved, reserved("p2"));
  given(promoCodeDecider, first, redeemed()).when(reserve({ useId: "p2" })).refused("promo_code_invalid");
});

Deno.test("what was given back, and not taken along, is held no more for the same payment", () => {
  given(promoCodeDecider, created(), reserved(), released).when(reserve()).refused("promo_code_invalid");
});

Deno.test("a payment whose place was taken along is honoured when it is paid all the same, and flagged", () => {
  given(promoCodeDecider, created(), reserved(), moved, reserved("p2")).when({
    type: "RedeemPromoCode",
    ...use,
  }).then(redeemed({ reserved: false, overLimit: true }));
});

Deno.test("a place nobody paid for in time is free again without anybody doing anything", () => {
  const late = reserve({ useId: "p2", driverId: 2, at: until });
  given(promoCodeDecider, created({ totalLimit: 1 }), reserved()).when(late).then({
    type: "PromoCodeReserved",
    data: { code, useId: "p2", driverId: 2, at: until, until },
  });
});

Deno.test("fault 46: what was promised stands though the code is switched off since", () => {
  const off: PromoCodeEvent = { type: "PromoCodeDeactivated", data: { code } };
  given(promoCodeDecider, created(), reserved(), off).when(reserve()).nothingHappens();
  given(promoCodeDecider, created(), reserved(), off).when({ type: "RedeemPromoCode", ...use }).then(
    redeemed(),
  );
});

Deno.test("fault 17: a payment too late is honoured over the limit, and flagged", () => {
  const taken = [created({ totalLimit: 1 }), reserved(), released, reserved("p2", 2)];
  given(promoCodeDecider, ...taken).when({ type: "RedeemPromoCode", ...use }).then(
    redeemed({ reserved: false, overLimit: true }),
  );
});

Deno.test("a code is used up once, and given back no more after that", () => {
  const history = [created(), reserved(), redeemed()];
  given(promoCodeDecider, ...history).when({ type: "RedeemPromoCode", ...use }).nothingHappens();
  given(promoCodeDecider, ...history).when({ type: "ReleasePromoCode", ...use }).nothingHappens();
});

Deno.test("a code of days gives them once to a person", () => {
  const days = created({ type: "days", value: 7 });
  const given7 = redeemed({ reserved: false, gives: { type: "days", days: 7 } });
  given(promoCodeDecider, days).when({ type: "ApplyPromoCode", ...use }).then(given7);
  given(promoCodeDecider, days, given7).when({ type: "ApplyPromoCode", ...use }).refused(
    "promo_code_invalid",
  );
});

Deno.test("fault 44: however uses are held, paid and given back, never more places are taken than there are", () => {
  const step = fc.record({
    who: fc.integer({ min: 1, max: 50 }),
    payment: fc.constantFrom("a", "b", "c"),
    what: fc.constantFrom("ReservePromoCode", "RedeemPromoCode", "ReleasePromoCode"),
  });
  fc.assert(fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
    const history: PromoCodeEvent[] = [created({ totalLimit: 10 })];
    for (const { who, payment, what } of steps) {
      const about = { code, useId: `p${who}${payment}`, driverId: who, at };
      const known = history.reduce(promoCodeDecider.evolve, promoCodeDecider.initialState);
      // Only what is held is paid for: late payments are another scenario.
      if (what === "RedeemPromoCode" && known.uses[about.useId]?.status !== "reserved") continue;
      const command = what === "ReservePromoCode" ? reserve(about) : { type: what, ...about } as const;
      const decision = promoCodeDecider.decide(command as ReservePromoCode, known);
      if ("ok" in decision) history.push(...decision.ok);
    }
    const row = stored("promo-VESNA2026", ...history).reduce<PromoCodeRow | null>(
      (row, event) => promoCodes.fold(row, event, [code]),
      null,
    );
    assert.ok(row!.reserved + row!.redeemed <= 10);
    assert.ok(row!.reserved >= 0);
    assert.equal(row!.overLimit, 0);
  }));
});
