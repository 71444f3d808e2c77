// Changing a flag or a setting: what is so already is not changed.
import type { Decider } from "../shared/decider.ts";
import type { ChangeFlag, ChangeSetting } from "./commands.ts";
import type { FlagChanged, SettingChanged } from "./events.ts";

/** `status` is the phase the console shows. */
export type FlagState = { readonly status: "untouched" | "on" | "off" };
export type SettingState = { readonly status: "untouched" } | {
  readonly status: "set";
  /** The JSON text or the fingerprint. */
  readonly to: string;
};

export const flagDecider: Decider<ChangeFlag, FlagState, FlagChanged, never> = {
  initialState: { status: "untouched" },
  evolve: (_, { data }) => ({ status: data.enabled ? "on" : "off" }),
  decide({ key, enabled, reason }, state) {
    if (state.status === (enabled ? "on" : "off")) return { ok: [] };
    return { ok: [{ type: "FlagChanged", data: { key, enabled, ...(reason && { reason }) } }] };
  },
};

export const settingDecider: Decider<ChangeSetting, SettingState, SettingChanged, never> = {
  initialState: { status: "untouched" },
  evolve: (_, { data }) => ({ status: "set", to: data.value ?? data.fingerprint ?? "" }),
  decide({ key, to, reason }, state) {
    const text = "value" in to ? to.value : to.fingerprint;
    if (state.status === "set" && state.to === text) return { ok: [] };
    return { ok: [{ type: "SettingChanged", data: { key, ...to, ...(reason && { reason }) } }] };
  },
};
