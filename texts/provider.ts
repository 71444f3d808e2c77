// What a payer reads at a payment provider and on a tax receipt.
import { orderTexts } from "./orders.ts";

export function paymentDescription({ name, days }: { readonly name: string; readonly days: number }): string {
  return `${orderTexts.title(name)}. ${orderTexts.description(days)}`;
}

export const refundDescription = "Возврат за подписку CargoTech Водитель";
