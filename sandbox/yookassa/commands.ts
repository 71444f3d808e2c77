// What the control API of the YooKassa sandbox understands besides the common commands.
import { z } from "zod";
import { mannersSchema } from "./notifier.ts";

export const yooKassaCommands = {
  /** Another secret key: calls with the old one are 401. */
  secretKey: z.string().min(1).optional(),
  notificationUrl: z.string().nullable().optional(),
  /** How notifications are sent from now on; `{}` is as it should be. */
  notifications: mannersSchema.optional(),
  /** Sends what was held back by `reorder`, newest first. */
  flush: z.literal(true).optional(),
  /** Sends a notification as it is given, true or not. */
  forge: z.strictObject({ event: z.string(), object: z.looseObject({ id: z.string() }) }).optional(),
  /** What the payer, or the shop's cabinet, does to a payment. */
  payment: z.strictObject({
    id: z.string(),
    action: z.enum(["pay", "decline", "cancel", "capture"]),
    reason: z.string().optional(),
  }).optional(),
  /** Fields of the payment's object that answers show instead of the true ones. */
  pretend: z.strictObject({ id: z.string(), fields: z.looseObject({}) }).optional(),
  /** Whether fields that need not be there are written as null instead of left out. */
  nulls: z.boolean().optional(),
  /** A payment nobody asked for by the API, paid at once. Answers `{id}`. */
  addPayment: z.strictObject({
    minor: z.int().min(100),
    metadata: z.record(z.string(), z.string()).optional(),
  }).optional(),
  /** A refund made in the cabinet. Answers `{id}`. */
  externalRefund: z.strictObject({ paymentId: z.string(), minor: z.int().positive() }).optional(),
  /** Whether new refunds stay pending until settled. */
  pendingRefunds: z.boolean().optional(),
  settleRefund: z.strictObject({
    id: z.string(),
    status: z.enum(["succeeded", "canceled"]),
    reason: z.string().optional(),
  }).optional(),
  /** The shop's own clock moves on by so many milliseconds. */
  advanceMs: z.int().positive().optional(),
};
