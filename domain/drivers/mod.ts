// Drivers: who they are, from Telegram's word and from what they did here.
import type { View } from "../shared/projection.ts";
import type { Vault } from "../shared/ports.ts";
import type { Execute, Origin } from "../shared/origin.ts";
import type { StoredEvent } from "../shared/event.ts";
import { type DriverCommand, driverStream, type RespondDefaults, type TelegramUser } from "./commands.ts";
import { DriverForgotten } from "./events.ts";
import { driverDecider } from "./decide.ts";
import type { CheckContact } from "./ports.ts";
import type { DriverRow } from "./view.ts";

/** A driver in clear text, for the driver's own screens and for admins. */
export interface Driver {
  readonly id: number;
  readonly firstName: string;
  readonly username?: string;
  /** Name and phone of the newest answer, or what was set or shared since, to fill in the next. */
  readonly contact?: { readonly name: string; readonly phone: string };
  /** What answers begin with saying. */
  readonly comment?: string;
  /** The phone Telegram vouched for. */
  readonly telegramPhone?: string;
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
  /** Takes the phone from what Telegram signed when the driver shared the contact; refused unless it is the driver's own. */
  shareContact(
    driverId: number,
    signed: string,
    origin: Origin,
  ): Promise<{ readonly phone: string } | { readonly refused: "contact_invalid" }>;
  /** Takes a phone Telegram's own update names as the driver's; false when nobody with that id is known. */
  takePhone(driverId: number, phone: string, origin: Origin): Promise<boolean>;
  /** Keeps what the next answers are filled in with. */
  changeRespondDefaults(driverId: number, defaults: RespondDefaults, origin: Origin): Promise<void>;
  /**
   * Forgets the person for good: their key is deleted, their session ends, their marks and searches are dropped, the
   * facts stay. False when nobody with that id ever signed in. Whoever comes back is registered anew.
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
  /** Drops the driver's favourites, what they have hidden and what they look for. */
  readonly dropMarksAndSearches: (driverId: number, origin: Origin) => Promise<void>;
  readonly checkContact: CheckContact;
  /** What a driver who has come for the first time gets; the queue does it too, should this break off. */
  readonly welcome: (driverId: number, origin: Origin) => Promise<void>;
}

export function createDrivers(ports: DriversPorts): Drivers {
  const { execute, view, vault, endSession, dropMarksAndSearches, checkContact, welcome } = ports;

  async function find(driverId: number): Promise<Driver | null> {
    const row = await view.get([driverId]);
    if (!row) return null;
    const { contact } = row;
    const [firstName, username, name, phone, comment, telegramPhone] = await Promise.all(
      [row.firstName, row.username, contact?.name, contact?.phone, row.comment, row.telegramPhone]
        .map((sealed) => vault.open(sealed)),
    );
    return {
      id: driverId,
      firstName: firstName ?? "",
      ...(username && { username }),
      ...(phone && { contact: { name: name ?? "", phone } }),
      ...(comment && { comment }),
      ...(telegramPhone && { telegramPhone }),
    };
  }

  async function obey(command: Exclude<DriverCommand, { user: unknown }>, origin: Origin): Promise<void> {
    const { position } = await execute(driverDecider, driverStream(command.driverId), command, origin);
    await view.reached(position);
  }

  async function isKnown(driverId: number): Promise<boolean> {
    const row = await view.get([driverId]);
    return row !== null && row.forgottenAt === undefined;
  }

  async function share(driverId: number, phone: string, origin: Origin): Promise<void> {
    const known = await find(driverId);
    if (known?.telegramPhone === phone && known.contact?.phone === phone) return;
    await obey({ type: "ShareContact", driverId, phone }, origin);
  }

  return {
    find,
    isKnown,
    async signedIn(user, origin) {
      // Who was forgotten comes back under a new key: `forget` has deleted the old one. Nothing is deleted here, where a
      // second sign-in at the same moment may have sealed something under the new one already.
      const known = await find(user.id);
      const renamed = known !== null &&
        (known.firstName !== user.firstName || known.username !== user.username);
      const command = { type: "RegisterSignIn", user, renamed } as const;
      const handled = await execute(driverDecider, driverStream(user.id), command, origin);
      await view.reached(handled.position);
      if (handled.ok.some(({ type }) => type === "DriverRegistered")) await welcome(user.id, origin);
      return await find(user.id) ?? { id: user.id, firstName: user.firstName };
    },
    async signedOut(driverId, origin) {
      await execute(driverDecider, driverStream(driverId), { type: "RegisterSignOut", driverId }, origin);
    },
    async filters(driverId) {
      return (await view.get([driverId]))?.filters ?? "";
    },
    rememberFilters: (driverId, query, origin) => obey({ type: "RememberFilters", driverId, query }, origin),
    async shareContact(driverId, signed, origin) {
      const contact = checkContact(signed);
      // Somebody else's contact is signed just as well.
      if (contact?.userId !== driverId) return { refused: "contact_invalid" };
      const { phone } = contact;
      await share(driverId, phone, origin);
      return { phone };
    },
    async takePhone(driverId, phone, origin) {
      if (!await isKnown(driverId)) return false;
      await share(driverId, phone, origin);
      return true;
    },
    async changeRespondDefaults(driverId, defaults, origin) {
      const { contact, comment } = await find(driverId) ?? {};
      const same = contact?.phone === defaults.phone && contact.name === defaults.name &&
        comment === defaults.comment;
      if (!same) await obey({ type: "ChangeRespondDefaults", driverId, defaults }, origin);
    },
    async forget(driverId, origin) {
      if (await view.get([driverId]) === null) return false;
      // The key goes first, so that a crash in between leaves nothing readable; and once more for what was sealed since.
      // What the driver was about to mark or save is refused from the fact on, so what is dropped after it is all.
      await endSession(driverId);
      await vault.forget(String(driverId));
      await obey({ type: "ForgetDriver", driverId }, origin);
      await dropMarksAndSearches(driverId, origin);
      await vault.forget(String(driverId));
      await endSession(driverId);
      return true;
    },
  };
}
