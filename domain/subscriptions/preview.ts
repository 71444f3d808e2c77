// What taking a grant back would do to access, shown before anybody confirms it.
import type { RevokePeriod } from "./commands.ts";
import { applyTo, type Grants } from "./grants.ts";
import { endOf, type Period, periodsOf } from "./periods.ts";

export interface RevocationPreview {
  /** Ends of access, ISO 8601 UTC; null for none at all. */
  readonly before: string | null;
  readonly after: string | null;
  readonly periods: readonly Period[];
}

/**
 * `days` absent: the whole grant. The same fold as the decision itself, so it cannot differ from the result; with
 * the `causeId` of a revocation that has happened already it changes nothing.
 */
export function previewRevocation(
  grants: Grants,
  { grantId, days, causeId = "preview" }: Pick<RevokePeriod, "grantId" | "days"> & { causeId?: string },
): RevocationPreview {
  const data = {
    driverId: 0,
    grantId,
    at: "",
    cause: "refund",
    causeId,
    expiresAt: null,
  } as const;
  const revoked = applyTo(grants, {
    type: "PeriodRevoked",
    data: { ...data, ...(days !== undefined && { days }) },
  });
  const periods = periodsOf(revoked);
  return { before: iso(endOf(periodsOf(grants))), after: iso(endOf(periods)), periods };
}

function iso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
