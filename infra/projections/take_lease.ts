// Taking a rebuild up: a new one, or what somebody died over.
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { Projection } from "../../domain/shared/projection.ts";
import { codeVersion, nextBuild } from "./builds.ts";
import { Lease, type LeaseDeps, type StoredRebuild } from "./rebuild_record.ts";

export interface TakeDeps extends LeaseDeps {
  readonly log: Pick<EventLog, "head">;
}

/** `found` is the record as it was read (null: none); null when somebody else was faster. */
export async function takeLease(
  deps: TakeDeps,
  { name, version }: Pick<Projection<unknown>, "name" | "version">,
  found: StoredRebuild | null,
  owner: string,
): Promise<Lease | null> {
  if (found?.record.status === "running" && codeVersion(found.record.build) === version) {
    return await Lease.take(deps, name, found, { ...found.record, owner });
  }
  const build = await nextBuild(deps.kv, name, version);
  const { position: target } = await deps.log.head();
  const rebuildId = `${name}-${build}`;
  const start = { rebuildId, build, owner, position: 0, target, eventsPerSecond: 0 };
  return await Lease.take(deps, name, found, { ...start, status: "running" });
}
