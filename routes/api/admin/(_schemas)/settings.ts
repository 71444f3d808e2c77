// Shapes of settings and flags over HTTP. The value of a secret goes in and never comes out.
import { z } from "zod";
import { reason } from "./money.ts";

const change = {
  changedAt: z.iso.datetime().optional(),
  changedBy: z.string().optional().describe("`kind:id` of who changed it last"),
  reason: z.string().optional(),
};

export const SettingAnswer = z.object({
  key: z.string(),
  secret: z.boolean(),
  value: z.unknown().optional().describe("Absent for a secret"),
  fingerprint: z.string().optional().describe("Of a secret that was set here; equal for equal secrets"),
  ...change,
});
export const SettingsAnswer = z.object({ data: z.array(SettingAnswer) });
export const SettingBody = z.object({ value: z.unknown(), reason: reason.optional() });

export const FlagAnswer = z.object({ key: z.string(), enabled: z.boolean(), ...change });
export const FlagsAnswer = z.object({ data: z.array(FlagAnswer) });
export const FlagBody = z.object({ enabled: z.boolean("invalid_choice"), reason: reason.optional() });
