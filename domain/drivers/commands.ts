// Requests about one driver. What a person types is checked here, once, for every door.
import { z } from "zod";
import { RespondForm } from "../responses/commands.ts";

/** Field errors carry a code; the Russian sentence is in texts/. */
export const RespondDefaults = RespondForm.pick({ phone: true, name: true, comment: true });
export type RespondDefaults = z.infer<typeof RespondDefaults>;

/** The person as Telegram vouches for them (contract 1.1). */
export interface TelegramUser {
  readonly id: number;
  readonly firstName: string;
  readonly username?: string;
  readonly languageCode?: string;
}

export type DriverCommand =
  | { readonly type: "RegisterSignIn"; readonly user: TelegramUser; readonly renamed: boolean }
  | { readonly type: "RegisterSignOut"; readonly driverId: number }
  | { readonly type: "RememberFilters"; readonly driverId: number; readonly query: string }
  | { readonly type: "ShareContact"; readonly driverId: number; readonly phone: string }
  | {
    readonly type: "ChangeRespondDefaults";
    readonly driverId: number;
    readonly defaults: RespondDefaults;
  }
  | { readonly type: "ForgetDriver"; readonly driverId: number };

export function driverStream(driverId: number): string {
  return `driver-${driverId}`;
}
