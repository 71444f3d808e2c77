// What giving the money back will do to access, and the button that does it: the same fold makes both.
import type { RevocationPreview } from "../../../domain/subscriptions/mod.ts";
import { formatMinute } from "../../../texts/admin_money.ts";
import { refundTexts as texts } from "../../../texts/admin_payments.ts";
import { PeriodTable } from "./PeriodTable.tsx";

interface RefundPreviewProps {
  preview: RevocationPreview;
  typed: Readonly<Record<string, string>>;
  action: string;
  currency: "RUB" | "XTR";
}

export function RefundPreview({ preview, typed, action, currency }: RefundPreviewProps) {
  const { before, after, periods } = preview;
  const shown = (moment: string | null) => moment === null ? texts.noAccess : formatMinute(moment);
  const { amount = "", revokeDays = "", reason = "", key = "" } = typed;
  return (
    <section class="preview" data-preview aria-labelledby="preview">
      <h2 id="preview">{texts.previewTitle}</h2>
      {before === after ? <p>{texts.unchanged}</p> : (
        <dl class="known">
          <div>
            <dt>{texts.before}</dt>
            <dd class="num" data-before={before ?? ""}>{shown(before)}</dd>
          </div>
          <div>
            <dt>{texts.after}</dt>
            <dd class="num" data-after={after ?? ""}>{shown(after)}</dd>
          </div>
        </dl>
      )}
      <PeriodTable periods={periods} />
      <form method="post" action={action}>
        <input type="hidden" name="step" value="confirm" />
        <input type="hidden" name="amount" value={amount} />
        <input type="hidden" name="revokeDays" value={revokeDays} />
        <input type="hidden" name="reason" value={reason} />
        <input type="hidden" name="key" value={key} />
        <p class="quiet">{texts.hint}</p>
        <button type="submit" class="danger">
          {texts.confirm(`${amount} ${currency === "XTR" ? "★" : "₽"}`)}
        </button>
      </form>
    </section>
  );
}
