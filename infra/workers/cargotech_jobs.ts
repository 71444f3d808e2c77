// Keeps our account at CargoTech in order without a driver waiting for it (contract 1.4).
import type { CargoTech } from "../cargotech/source.ts";
import type { Job } from "./jobs.ts";

const DAY = 86_400_000;
const LONGEST_LOOK = 5 * 60_000;

/**
 * `ttlSeconds`: how long a token is used; it is renewed when nine tenths of that have passed, and at once when the
 * `credentials` (their fingerprint) are others. In between we look whether CargoTech gave it a shorter life.
 */
export function cargotechJobs(
  cargotech: Pick<CargoTech, "renewToken" | "keepToken" | "probe">,
  { ttlSeconds, credentials }: { ttlSeconds: number; credentials: string },
): Job[] {
  return [
    {
      kind: "cargotech.renew_token",
      settings: credentials,
      everyMs: ttlSeconds * 900,
      run: async () => mustWork(await cargotech.renewToken()),
    },
    {
      kind: "cargotech.keep_token",
      everyMs: Math.min(LONGEST_LOOK, ttlSeconds * 100),
      run: async () => mustWork(await cargotech.keepToken()),
    },
    { kind: "cargotech.probe", everyMs: DAY, run: async () => mustWork(await cargotech.probe()) },
  ];
}

function mustWork(outcome: { ok: true } | { refused: string }): void {
  if ("refused" in outcome) throw new Error(`CargoTech: ${outcome.refused}`);
}
