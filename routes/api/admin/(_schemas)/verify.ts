// What a check of the whole history answers.
import { z } from "zod";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const position = z.int().min(0);

export const VerifyAnswer = z.object({
  ok: z.boolean(),
  /** Read, the bad one included. */
  events: z.int().min(0),
  head: z.object({ position, hash }),
  /** The first position that is not what was written. */
  firstBad: z.int().positive().optional(),
  /** What is wrong there. */
  problem: z.string().optional(),
  /** The newest head under the deployment's signature, null before the first. */
  signedHead: z.object({ position, hash, at: z.iso.datetime(), signature: hash }).nullable(),
});

export type VerifyAnswer = z.infer<typeof VerifyAnswer>;

export const CheckAnswer = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("running"),
    phase: z.enum(["proving", "locating"]).describe("locating: something is wrong, and is looked for"),
    /** Events and copies. */
    checked: z.int().min(0),
    total: z.int().min(0),
  }),
  z.object({ status: z.literal("done"), at: z.iso.datetime(), result: VerifyAnswer }),
  z.object({ status: z.literal("called_off") }),
  z.object({ status: z.literal("failed"), error: z.string() }),
]);

export type CheckAnswer = z.infer<typeof CheckAnswer>;
