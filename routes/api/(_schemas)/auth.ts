// Shapes of signing in.
import { z } from "zod";

export const SignInBody = z.object({ initData: z.string({ error: "required" }).min(1, "required") });

export const DriverAnswer = z.object({
  id: z.number().int(),
  firstName: z.string(),
  username: z.string().optional(),
  role: z.enum(["driver", "admin"]),
});

export const SignInAnswer = z.object({
  token: z.string(),
  expiresAt: z.iso.datetime(),
  driver: DriverAnswer,
});
export type SignInAnswer = z.infer<typeof SignInAnswer>;

export const MeAnswer = z.object({
  driver: DriverAnswer,
  subscription: z.object({
    status: z.enum(["none", "trial", "active", "grace", "expired"]),
    expiresAt: z.iso.datetime().optional(),
  }),
  flags: z.record(z.string(), z.boolean()),
});
export type MeAnswer = z.infer<typeof MeAnswer>;
