// Commands about one payment, obeyed so that whoever asked reads what was written.
import type { Execute, Handled, Origin } from "../shared/origin.ts";
import { type PaymentCommand, paymentStream } from "./commands.ts";
import { paymentDecider } from "./decide.ts";
import type { PaymentEvent } from "./events.ts";
import type { PaymentRefusal } from "./outcome.ts";
import type { PaymentViews, ReadPayments } from "./reading.ts";
import type { Payment } from "./state.ts";
import type { PaymentView } from "./view.ts";

export type Refused = { readonly refused: PaymentRefusal };
/** What a caller says of a command: which it is and when it was is known here. */
export type Asked<C extends PaymentCommand> = Omit<C, "type" | "at">;

export interface ObeyPayments {
  obey(
    paymentId: string,
    command: PaymentCommand,
    origin: Origin,
  ): Promise<Handled<Payment, PaymentEvent> | Refused>;
  /** A step nobody can refuse: it is about a payment that surely exists. */
  must(paymentId: string, command: PaymentCommand, origin: Origin): Promise<void>;
  /** The payment as it is afterwards. */
  shown(paymentId: string, command: PaymentCommand, origin: Origin): Promise<PaymentView | Refused>;
}

export function createObey(
  { execute, views, find }: {
    execute: Execute;
    views: Pick<PaymentViews, "payments" | "driverPayments">;
    find: ReadPayments["find"];
  },
): ObeyPayments {
  const obey: ObeyPayments["obey"] = async (paymentId, command, origin) => {
    const handled = await execute(paymentDecider, paymentStream(paymentId), command, origin);
    if ("refused" in handled) return handled;
    await Promise.all([views.payments, views.driverPayments].map((view) => view.reached(handled.position)));
    return handled;
  };

  return {
    obey,
    async must(paymentId, command, origin) {
      const handled = await obey(paymentId, command, origin);
      if ("refused" in handled) throw new Error(`Cannot ${command.type} ${paymentId}: ${handled.refused}`);
    },
    async shown(paymentId, command, origin) {
      const handled = await obey(paymentId, command, origin);
      return "refused" in handled ? handled : (await find(paymentId))!;
    },
  };
}
