// What the driver has hidden from lists, each with the way back.
import type { ComponentChildren } from "preact";
import type { MarkedCargo } from "../domain/marks/mod.ts";
import { list } from "../texts/list.ts";
import { hidden as texts, marks } from "../texts/marks.ts";
import { MarkForm } from "./MarkForm.tsx";
import { Route } from "./Route.tsx";

interface HiddenThingsProps {
  cargos: readonly MarkedCargo[];
  companies: readonly string[];
}

export function HiddenThings({ cargos, companies }: HiddenThingsProps) {
  if (cargos.length + companies.length === 0) return null;
  return (
    <div id="hidden" class="stack">
      {cargos.length > 0 && (
        <Fold title={texts.cargos(cargos.length)}>
          {cargos.map(({ cargoId, cargo }) => {
            const { from, to } = cargo;
            const route = list.route(from || list.unknownPlace, to || list.unknownPlace);
            return (
              <li key={cargoId}>
                <a href={`/cargos/${encodeURIComponent(cargoId)}`}>
                  <Route from={from} to={to} />
                </a>
                <MarkForm kind="hidden" name={cargoId} on={false} label={`${marks.showAgain}. ${route}`}>
                  {marks.showAgain}
                </MarkForm>
              </li>
            );
          })}
        </Fold>
      )}
      {companies.length > 0 && (
        <Fold title={texts.companies(companies.length)}>
          {companies.toReversed().map((company) => (
            <li key={company}>
              <span>{company}</span>
              <MarkForm kind="companies" name={company} on={false} label={`${marks.showAgain}: ${company}`}>
                {marks.showAgain}
              </MarkForm>
            </li>
          ))}
        </Fold>
      )}
    </div>
  );
}

function Fold({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <details class="panel fold">
      <summary>{title}</summary>
      <ul class="hidden-things">{children}</ul>
    </details>
  );
}
