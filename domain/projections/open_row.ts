// A row with every sealed text in it in clear, wherever it stands: only for administrators.
import type { Vault } from "../shared/ports.ts";

/** A copy; texts of a forgotten person become null. */
export async function openRow(row: unknown, vault: Pick<Vault, "open">): Promise<unknown> {
  if (typeof row === "string") return await vault.open(row);
  if (typeof row !== "object" || row === null) return row;
  if (Array.isArray(row)) return await Promise.all(row.map((item) => openRow(item, vault)));
  const fields = await Promise.all(
    Object.entries(row).map(async ([name, value]) => [name, await openRow(value, vault)] as const),
  );
  return Object.fromEntries(fields);
}
