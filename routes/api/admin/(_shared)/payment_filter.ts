// The query of the list of payments as the domain takes it.
import type { z } from "zod";
import type { PaymentFilter } from "../../../../domain/payments/mod.ts";
import type { PaymentsQuery } from "../(_schemas)/payments.ts";

/** Only the conditions that were given. */
export function paymentFilter(query: z.output<typeof PaymentsQuery>): PaymentFilter {
  const { status, provider, driver, from, to, amount_min: least, amount_max: most, attention } = query;
  return {
    ...(status !== undefined && { status }),
    ...(provider !== undefined && { provider }),
    ...(driver !== undefined && { driverId: driver }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(least !== undefined && { least }),
    ...(most !== undefined && { most }),
    ...(attention === true && { attention }),
  };
}
