// initData as signing in asks for it: fresh, genuine but older than the deployment allows, or refused (contract 1.1).
import type { CheckInitData } from "../../domain/sessions/ports.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import { initDataKey, validateInitData } from "./init_data.ts";

/** Clients hand out the same initData for almost a day; older than this it is of no use at all. Seconds. */
const OLDEST = 86_400;

export function createInitDataChecker(
  { botToken, maxAgeSeconds, clock }: { botToken: string; maxAgeSeconds: number; clock: Clock },
): CheckInitData {
  const key = initDataKey(botToken);
  return (initData) => {
    const now = Math.floor(clock() / 1000);
    const checked = validateInitData(initData, { key, now, maxAgeSeconds: Math.max(OLDEST, maxAgeSeconds) });
    if ("error" in checked) {
      return checked.error === "expired" ? { expired: true } : { invalid: checked.error };
    }
    const { user, authDate, startParam } = checked.ok;
    return { user, stale: now - authDate > maxAgeSeconds, ...(startParam !== undefined && { startParam }) };
  };
}
