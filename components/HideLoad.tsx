// Taking a load, or all loads of its company, out of the driver's lists, and the way back.
import type { Card } from "../domain/freight/cargo.ts";
import { marks } from "../texts/marks.ts";
import { MarkForm } from "./MarkForm.tsx";

export function HideLoad({ cargo: { id, company } }: { cargo: Pick<Card, "id" | "company"> }) {
  return (
    <section class="panel" aria-labelledby="hide">
      <h2 id="hide">{marks.hideTitle}</h2>
      <div class="stack">
        <MarkForm kind="hidden" name={id} on class="button quiet wide">{marks.hideCargo}</MarkForm>
        {company && (
          <MarkForm kind="companies" name={company} on class="button quiet wide">
            {marks.hideCompany(company)}
          </MarkForm>
        )}
      </div>
      <p class="hint">{marks.hideHint}</p>
    </section>
  );
}

/** Says on top of a hidden load that it is, and undoes it. */
export function HiddenNotice(
  { cargo: { id, company = "" }, hidden }: {
    cargo: Pick<Card, "id" | "company">;
    hidden: { readonly cargo: boolean; readonly company: boolean };
  },
) {
  return (
    <>
      {hidden.cargo && (
        <div class="hidden-notice" role="status">
          <p>{marks.cargoHidden}</p>
          <MarkForm kind="hidden" name={id} on={false}>{marks.undo}</MarkForm>
        </div>
      )}
      {hidden.company && (
        <div class="hidden-notice" role="status">
          <p>{marks.companyHidden(company)}</p>
          <MarkForm kind="companies" name={company} on={false}>{marks.undo}</MarkForm>
        </div>
      )}
    </>
  );
}
