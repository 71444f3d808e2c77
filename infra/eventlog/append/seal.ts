// What the log asks of the vault: turn personal data into ciphertext before anything is hashed or written.
import type { Actor, DomainEvent } from "../../../domain/shared/event.ts";

export interface Sealer {
  /** The event's data with every field marked personal replaced by its sealed form. */
  sealData(event: DomainEvent): Promise<DomainEvent["data"]>;
  /** The actor with the name sealed. Refuses a name without an id, because no key could ever be deleted for it. */
  sealActor(actor: Actor): Promise<Actor>;
}
