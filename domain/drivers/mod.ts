// Drivers: who they are, from Telegram's word and from what they did here.
import type { View } from "../shared/projection.ts";
import type { Vault } from "../shared/ports.ts";
import type { Execute, Origin } from "../shared/origin.ts";
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
  /** Null when nobody with that id ever signed in. */
  find(driverId: number): Promise<Driver | null>;
}

export function createDrivers(ports: { execute: Execute; view: View<DriverRow>; vault: Vault }): Drivers {
  const { execute, view, vault } = ports;

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
  };
}
