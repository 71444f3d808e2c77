// Contacts: whom to call about a load, sent to the driver's chat, since `tel:` links do nothing in some web views.
import type { Access } from "../access/mod.ts";
import type { Freight } from "../freight/mod.ts";
import type { NotFound, Unavailable } from "../freight/ports.ts";
import type { Execute, Origin } from "../shared/origin.ts";
import type { Clock } from "../shared/ports.ts";
import { contactsStream } from "./commands.ts";
import { contactDecider } from "./decide.ts";

export interface Contacts {
  /** Has the bot write to the driver whom to call about the load; a double tap sends once. */
  request(
    driverId: number,
    cargoId: string,
    origin: Origin,
  ): Promise<{ readonly requested: true } | SubscriptionRequired | ChatClosed | NotFound | Unavailable>;
  /** Whether the driver may see whom to call. Every door that shows contacts asks here. */
  access(driverId: number): Promise<Access>;
}

type SubscriptionRequired = { readonly refused: "subscription_required" };
/** The bot cannot write to the driver. */
type ChatClosed = { readonly refused: "chat_closed" };

export function createContacts(
  { execute, freight, access, isLost, clock }: {
    execute: Execute;
    freight: Pick<Freight, "detail">;
    access: (driverId: number) => Promise<Access>;
    isLost: (driverId: number) => Promise<boolean>;
    clock: Clock;
  },
): Contacts {
  return {
    access,
    async request(driverId, cargoId, origin) {
      if (!(await access(driverId)).allowed) return { refused: "subscription_required" };
      if (await isLost(driverId)) return { refused: "chat_closed" };
      const found = await freight.detail(cargoId);
      if ("refused" in found) return found;
      const requestedAt = new Date(clock()).toISOString();
      const command = { type: "RequestContacts", driverId, cargoId, requestedAt } as const;
      await execute(contactDecider, contactsStream(command), command, origin);
      return { requested: true };
    },
  };
}
