// Requests about the contacts of a load.

export interface RequestContacts {
  readonly type: "RequestContacts";
  readonly driverId: number;
  readonly cargoId: string;
  /** ISO 8601 UTC. */
  readonly requestedAt: string;
}

export function contactsStream({ driverId, cargoId }: Pick<RequestContacts, "driverId" | "cargoId">): string {
  return `contacts-${driverId}-${cargoId}`;
}
