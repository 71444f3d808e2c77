// The figures of a day: how often each thing that matters happened since midnight in Moscow.
import { eventsAddress } from "../../../components/admin/addresses.ts";
import type { Figure } from "../../../components/admin/Figures.tsx";
import type { ActivityHour } from "../../../domain/history/mod.ts";
import { overviewTexts } from "../../../texts/admin_overview.ts";
import { toMoscow } from "./moscow.ts";

const FIGURES: readonly {
  readonly name: keyof typeof overviewTexts.figures;
  readonly types: readonly string[];
  readonly alarming?: true;
}[] = [
  { name: "registered", types: ["DriverRegistered"] },
  { name: "signIns", types: ["DriverSignedIn"] },
  { name: "responses", types: ["CargoResponded"] },
  { name: "accepted", types: ["ResponseAccepted"] },
  { name: "rejected", types: ["ResponseRejected"] },
  { name: "sent", types: ["MessageSent"] },
  { name: "failed", types: ["MessageFailed"], alarming: true },
  { name: "unknown", types: ["MessageOutcomeUnknown"], alarming: true },
];

/** `hours` end with the present one; Moscow's day begins on the hour. */
export function today(hours: readonly ActivityHour[]): Figure[] {
  const day = toMoscow(hours.at(-1)?.at ?? "1970-01-01T00:00:00Z").slice(0, 10);
  const ofToday = hours.filter(({ at }) => toMoscow(at).startsWith(day));
  return FIGURES.map(({ name, types, alarming }) => ({
    name: overviewTexts.figures[name],
    value: ofToday.reduce((sum, { counts }) => sum + total(counts, types), 0),
    href: eventsAddress({ type: types[0]!, from: `${day}T00:00:00` }),
    ...(alarming && { alarming }),
  }));
}

function total(counts: ActivityHour["counts"], types: readonly string[]): number {
  return types.reduce((sum, type) => sum + (counts[type] ?? 0), 0);
}
