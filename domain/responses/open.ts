// A response row with its sealed fields in clear text.
import type { Vault } from "../shared/ports.ts";
import type { ResponseView } from "./mod.ts";
import type { Note, ResponseRow, TimelineEntry } from "./view.ts";

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
