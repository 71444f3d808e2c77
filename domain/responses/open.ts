// A response in clear text, and how a row with its sealed fields becomes one.
import type { CargoSnapshot } from "../freight/cargo.ts";
import type { Money } from "../shared/money.ts";
import type { Vault } from "../shared/ports.ts";
import type { Note, ResponseStatus, TimelineEntry } from "./timeline.ts";
import type { ResponseRow } from "./view.ts";

/** For its driver, the dispatchers and admins. */
export interface ResponseView {
  readonly responseId: string;
  readonly driverId: number;
  readonly cargoId: string;
  readonly status: ResponseStatus;
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[];
  /** The load as it was when the driver answered. */
  readonly cargo: CargoSnapshot;
  /** "" once the driver is forgotten. */
  readonly phone: string;
  readonly name: string;
  readonly comment?: string;
  readonly offeredPrice?: Money;
  readonly rating?: { readonly stars: number };
  readonly message?: { readonly chatId: string; readonly messageId: number };
  /** What dispatchers said to the driver, oldest first. */
  readonly notes?: readonly Note[];
}

export async function openResponse(row: ResponseRow, vault: Vault): Promise<ResponseView> {
  const { responseId, driverId, cargoId, status, cargo, offeredPrice, rating, message, notes = [] } = row;
  const [phone, name, comment] = await Promise.all(
    [row.phone, row.name, row.comment].map((sealed) => vault.open(sealed)),
  );
  const timeline = await Promise.all(row.timeline.map((entry) => openEntry(entry, vault)));
  return {
    responseId,
    driverId,
    cargoId,
    status,
    timeline,
    cargo,
    phone: phone ?? "",
    name: name ?? "",
    ...(comment && { comment }),
    ...(offeredPrice && { offeredPrice }),
    ...(rating && { rating }),
    ...(message && { message }),
    ...(notes.length > 0 && { notes: await Promise.all(notes.map((note) => openNote(note, vault))) }),
  };
}

type Actor = NonNullable<ResponseRow["timeline"][number]["actor"]>;

async function openEntry(entry: ResponseRow["timeline"][number], vault: Vault): Promise<TimelineEntry> {
  const { status, at, actor } = entry;
  return { status, at, ...(actor && { actor: await openActor(actor, vault) }) };
}

async function openNote(
  { noteId, at, note, actor }: NonNullable<ResponseRow["notes"]>[number],
  vault: Vault,
): Promise<Note> {
  const text = await vault.open(note) ?? "";
  return { noteId, at, text, ...(actor && { actor: await openActor(actor, vault) }) };
}

async function openActor({ id, name: sealed }: Actor, vault: Vault) {
  const name = await vault.open(sealed);
  return { ...(id !== undefined && { id }), ...(name && { name }) };
}
