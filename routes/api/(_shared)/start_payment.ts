// Starting a payment, for the API and its older path alike.
import type { PaymentForm, StartRefusal } from "../../../domain/payments/mod.ts";
import { refusals } from "../../../texts/ru.ts";
import { beginPayment } from "../../(_shared)/begin_payment.ts";
import type { State } from "../../(_shared)/define.ts";
import { problem } from "../../(_shared)/problem.ts";
import { tooManyCodes } from "../../(_shared)/promo_guess.ts";
import { paymentAnswer } from "../(_schemas)/payments.ts";

/** Names of the fields a refusal is about, as the caller knows them. */
export type FieldNames = Readonly<Partial<Record<StartRefusal, string>>>;

/** 201 for a new payment, 200 for the open one of an earlier press. Throws without a session. */
export async function startPayment(state: State, form: PaymentForm, fields: FieldNames): Promise<Response> {
  const begun = await beginPayment(state, form);
  if (!("refused" in begun)) {
    return Response.json(paymentAnswer(begun.payment), { status: begun.created ? 201 : 200 });
  }
  const { refused } = begun;
  if (refused === "too_many_codes") return tooManyCodes(begun.seconds);
  const field = fields[refused];
  return problem(refused, field === undefined ? {} : { errors: [{ field, message: refusals[refused] }] });
}
