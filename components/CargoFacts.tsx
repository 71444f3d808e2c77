// What is known about a load beyond its way, as a list of terms and values; what is unknown is left out.
import type { Detail } from "../domain/freight/cargo.ts";
import { cargo as texts } from "../texts/cargo.ts";
import { formatWeightVolume } from "../texts/format.ts";

/** A snapshot of a card knows less than a detail; both are drawn by this. */
export type KnownCargo = Omit<Detail, "contacts" | "extras" | "response"> & Partial<Pick<Detail, "extras">>;

export function CargoFacts({ cargo }: { cargo: KnownCargo }) {
  const { shipper } = cargo;
  const facts: [term: string, ...lines: (string | undefined | false)[]][] = [
    [texts.size, formatWeightVolume(cargo.weightKg, cargo.volumeM3)],
    [texts.trucks, cargo.truckTypes.join(", ")],
    [texts.loads, cargo.loadTypes.join(", ")],
    [texts.kind, cargo.cargoType],
    [texts.company, cargo.company],
    [texts.shipper, shipper?.name, shipper?.inn && texts.inn(shipper.inn)],
    ...extraFacts(cargo.extras ?? {}),
  ];
  return (
    <dl class="terms">
      {facts.map(([term, ...lines]) => {
        const known = lines.filter(Boolean);
        return known.length > 0 && (
          <div key={term}>
            <dt>{term}</dt>
            {known.map((line, index) => <dd key={index}>{line}</dd>)}
          </div>
        );
      })}
    </dl>
  );
}

/** Only names we have words for, and only what is true of the load. */
function extraFacts(extras: Detail["extras"]): [string, string][] {
  return Object.entries(extras).flatMap(([name, value]): [string, string][] => {
    const term = Object.hasOwn(texts.extraNames, name) ? texts.extraNames[name] : undefined;
    if (term === undefined || value === false || value === 0) return [];
    return [[term, value === true || value === 1 ? texts.yes : String(value)]];
  });
}
