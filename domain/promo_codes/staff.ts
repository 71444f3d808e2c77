// Promo codes as staff makes them, ends them and looks at them.
import type { Origin } from "../shared/origin.ts";
import type { NewId } from "../shared/ports.ts";
import type { View } from "../shared/projection.ts";
import { codeFrom, GENERATED_BYTES, normaliseCode } from "./code.ts";
import { hasTerms } from "./evolve.ts";
import type { ObeyPromoCode } from "./obey.ts";
import type { PromoForm } from "./terms.ts";
import type { PromoCodeRow, PromoUseRow } from "./view.ts";

export interface StaffPromoCodes {
  /**
   * Without a code in the form one is made up. The command id of the origin names the wish: the same one twice is one
   * code, and another form under it is refused.
   */
  create(
    form: PromoForm,
    origin: Origin,
  ): Promise<PromoCodeRow | { readonly refused: "promo_code_exists" | "idempotency_key_reused" }>;
  deactivate(
    code: string,
    reason: string | undefined,
    origin: Origin,
  ): Promise<PromoCodeRow | { readonly refused: "not_found" }>;
  list(options?: { limit?: number; after?: string }): Promise<PromoCodeRow[]>;
  find(typed: string): Promise<PromoCodeRow | null>;
  uses(code: string): Promise<PromoUseRow[]>;
}

export interface StaffPorts {
  readonly views: { readonly codes: View<PromoCodeRow>; readonly uses: View<PromoUseRow> };
  readonly obey: ObeyPromoCode;
  readonly newId: NewId;
  /** The same for the same name, and nobody else can tell them. */
  readonly secretBytes: (name: string, count: number) => Uint8Array;
}

/** Chances that a made-up code exists already are one in 10^12; it is tried again all the same. */
const ATTEMPTS = 3;

export function createStaff({ views, obey, newId, secretBytes }: StaffPorts): StaffPromoCodes {
  return {
    async create({ code: named, ...form }, origin) {
      const wish = origin.commandId ?? newId();
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const code = named ?? codeFrom(secretBytes(`${wish}:${attempt}`, GENERATED_BYTES));
        const handled = await obey({ type: "CreatePromoCode", code, form }, origin);
        if ("ok" in handled) {
          const isRepeat = handled.ok.length === 0;
          if (isRepeat && !hasTerms(handled.state, form)) return { refused: "idempotency_key_reused" };
          return (await views.codes.get([code]))!;
        }
        if (named !== undefined) break;
      }
      return { refused: "promo_code_exists" };
    },
    async deactivate(typed, reason, origin) {
      const code = normaliseCode(typed);
      const handled = await obey({ type: "DeactivatePromoCode", code, ...(reason && { reason }) }, origin);
      const row = await views.codes.get([code]);
      return "refused" in handled || !row ? { refused: "not_found" } : row;
    },
    async list({ limit = 100, after } = {}) {
      const rows = await views.codes.list([], { limit, ...(after !== undefined && { after: [after] }) });
      return rows.map(({ row }) => row);
    },
    find: (typed) => views.codes.get([normaliseCode(typed)]),
    uses: async (code) => (await views.uses.list([normaliseCode(code)])).map(({ row }) => row),
  };
}
