// A response row with its sealed fields in clear text.
import type { Vault } from "../shared/ports.ts";
import type { ResponseView } from "./mod.ts";
import type { ResponseRow, TimelineEntry } from "./view.ts";

export async function openResponse(row: ResponseRow, vault: Vault): Promise<ResponseView> {
  const { responseId, driverId, cargoId, status, cargo, offeredPrice, rating, message } = row;
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
  };
}

async function openEntry(entry: ResponseRow["timeline"][number], vault: Vault): Promise<TimelineEntry> {
  const { status, at, actor } = entry;
  if (!actor) return { status, at };
  const name = await vault.open(actor.name);
  return { status, at, actor: { ...(actor.id !== undefined && { id: actor.id }), ...(name && { name }) } };
}
