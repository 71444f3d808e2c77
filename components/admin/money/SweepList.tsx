// How comparing our payments with a provider's came out, to the kopeck.
import type { SweepRow } from "../../../domain/payments/mod.ts";
import { formatMinute, providers } from "../../../texts/admin_money.ts";
import { paymentTexts, sweepTexts as texts } from "../../../texts/admin_payments.ts";
import { formatMoney } from "../../../texts/format.ts";
import { Moment } from "../Moment.tsx";

export function SweepList({ sweeps }: { sweeps: readonly SweepRow[] }) {
  return (
    <table class="sweeps cards">
      <thead>
        <tr>
          <th scope="col">{texts.sweptAt}</th>
          <th scope="col">{paymentTexts.provider}</th>
          <th scope="col">{texts.window}</th>
          <th scope="col">{texts.remote}</th>
          <th scope="col">{texts.local}</th>
          <th scope="col">{texts.differs}</th>
        </tr>
      </thead>
      <tbody>{sweeps.map((sweep) => <Row key={sweep.provider + sweep.to} {...sweep} />)}</tbody>
    </table>
  );
}

function Row({ provider, from, to, sweptAt, remote, local, clean, ...differences }: SweepRow) {
  const sums = ({ count, minor, refundedMinor }: SweepRow["remote"]) => {
    const money = (amount: number) =>
      formatMoney({ minor: amount, currency: provider === "stars" ? "XTR" : "RUB" });
    return texts.sums(count, money(minor), money(refundedMinor));
  };
  return (
    <tr data-sweep={clean ? "clean" : "different"}>
      <td>
        <Moment at={sweptAt} />
      </td>
      <td>{providers[provider]}</td>
      <td class="num">{formatMinute(from)} – {formatMinute(to)}</td>
      <td class="num" data-label={texts.remote}>{sums(remote)}</td>
      <td class="num" data-label={texts.local}>{sums(local)}</td>
      <td>
        {clean ? <span class="good">{texts.clean}</span> : <Differences {...differences} />}
      </td>
    </tr>
  );
}

function Differences(
  { remoteOnly, localOnly, different, unreadable = [] }: Pick<
    SweepRow,
    "remoteOnly" | "localOnly" | "different" | "unreadable"
  >,
) {
  const kinds = [
    [texts.remoteOnly, remoteOnly],
    [texts.localOnly, localOnly],
    [texts.different, different],
    [texts.unreadable, unreadable],
  ] as const;
  return (
    <dl class="differences">
      {kinds.filter(([, ids]) => ids.length > 0).map(([name, ids]) => (
        <div key={name}>
          <dt class="error">{name}</dt>
          <dd class="num">{ids.join(", ")}</dd>
        </div>
      ))}
    </dl>
  );
}
