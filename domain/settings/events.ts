// These names and shapes are stored: change them only by adding.
// What staff has set. Who did it stands in the envelope of each event.
import { z } from "zod";
import { event } from "../shared/event.ts";

export const FlagChanged = event("FlagChanged", {
  key: z.string(),
  enabled: z.boolean(),
  reason: z.string().optional(),
});
export type FlagChanged = z.infer<typeof FlagChanged>;

/** `value` is JSON text; a secret has none, only a fingerprint that tells whether it is another one. */
export const SettingChanged = event("SettingChanged", {
  key: z.string(),
  value: z.string().optional(),
  fingerprint: z.string().optional(),
  reason: z.string().optional(),
});
export type SettingChanged = z.infer<typeof SettingChanged>;

export const settingEvents = [FlagChanged, SettingChanged] as const;
