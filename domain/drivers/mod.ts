// Drivers: who they are, from Telegram's word and from what they did here.
import type { View } from "../shared/projection.ts";
import type { Vault } from "../shared/ports.ts";
import type { Execute, Origin } from "../shared/origin.ts";
import type { StoredEvent } from "../shared/event.ts";
import { DriverForgotten } from "./events.ts";
import { driverDecider, driverStream, type TelegramUser } from "./decide.ts";
import type { DriverRow } from "./view.ts";

/** A driver in clear text, for the driver's own screens and for admins. */
export interface Driver {
  readonly id: number;
  readonly firstName: string;
  readonly username?: string;
  /** Name and phone of the newest answer, to fill in the next. */
  readonly contact?: { readonly name: string; readonly phone: string };
}

export interface Drivers {
  /** Registers the driver at the first sign-in, notes every sign-in and a changed name. */
  signedIn(user: TelegramUser, origin: Origin): Promise<Driver>;
  signedOut(driverId: number, origin: Origin): Promise<void>;
  /** Null when nobody with that id ever signed in. The names of somebody who was forgotten are empty. */
  find(driverId: number): Promise<Driver | null>;
  /** Whether the driver has signed in and has not been forgotten since. */
  isKnown(driverId: number): Promise<boolean>;
  /** The filters used last, as the query of the list's address; "" when there are none. */
  filters(driverId: number): Promise<string>;
  /** Notes the filters in use for the next visit. */
  rememberFilters(driverId: number, query: string, origin: Origin): Promise<void>;
  /**
   * Forgets the person for good: their key is deleted, their session ends, the facts stay. False when nobody with that
   * id ever signed in. Whoever comes back is registered anew.
   */
  forget(driverId: number, origin: Origin): Promise<boolean>;
}

/** Whom an event forgets, as the subject of the key that goes; null when it forgets nobody. */
export function forgottenDriver({ type, data }: StoredEvent): string | null {
  return type === DriverForgotten.shape.type.value ? String(data["driverId"]) : null;
}

export interface DriversPorts {
  readonly execute: Execute;
  readonly view: View<DriverRow>;
  readonly vault: Vault;
  /** Ends the driver's session, if there is one. */
  readonly endSession: (driverId: number) => Promise<void>;
}

export function createDrivers({ execute, view, vault, endSession }: DriversPorts): Drivers {
  async function find(driverId: number): Promise<Driver | null> {
    const row = await view.get([driverId]);
    if (!row) return null;
    const [firstName, username, name, phone] = await Promise.all(
      [row.firstName, row.username, row.contact?.name, row.contact?.phone].map((sealed) =>
        vault.open(sealed)
      ),
    );
    return {
      id: driverId,
      firstName: firstName ?? "",
      ...(username && { username }),
      ...(name && phone && { contact: { name, phone } }),
    };
  }

  return {
    find,
    async signedIn(user, origin) {
      // Who was forgotten comes back under a new key, even if something was sealed under one in between.
      if ((await view.get([user.id]))?.forgottenAt !== undefined) await vault.forget(String(user.id));
      const known = await find(user.id);
      const renamed = known !== null &&
        (known.firstName !== user.firstName || known.username !== user.username);
      const command = { type: "RegisterSignIn", user, renamed } as const;
      const handled = await execute(driverDecider, driverStream(user.id), command, origin);
      if ("refused" in handled) throw new Error(`Cannot sign in driver ${user.id}: ${handled.refused}`);
      await view.reached(handled.position);
      return await find(user.id) ?? { id: user.id, firstName: user.firstName };
    },
    async signedOut(driverId, origin) {
      await execute(driverDecider, driverStream(driverId), { type: "RegisterSignOut", driverId }, origin);
    },
    async isKnown(driverId) {
      const row = await view.get([driverId]);
      return row !== null && row.forgottenAt === undefined;
    },
    async filters(driverId) {
      return (await view.get([driverId]))?.filters ?? "";
    },
    async rememberFilters(driverId, query, origin) {
      const command = { type: "RememberFilters", driverId, query } as const;
      const handled = await execute(driverDecider, driverStream(driverId), command, origin);
      if ("refused" in handled) throw new Error(`Cannot remember filters of ${driverId}: ${handled.refused}`);
      await view.reached(handled.position);
    },
    async forget(driverId, origin) {
      if (await view.get([driverId]) === null) return false;
      // The key goes first, so that a crash in between leaves nothing readable; and once more for what was sealed since.
      await endSession(driverId);
      await vault.forget(String(driverId));
      const command = { type: "ForgetDriver", driverId } as const;
      const handled = await execute(driverDecider, driverStream(driverId), command, origin);
      if ("refused" in handled) throw new Error(`Cannot forget driver ${driverId}: ${handled.refused}`);
      await vault.forget(String(driverId));
      await endSession(driverId);
      await view.reached(handled.position);
      return true;
    },
  };
}
