// Promo codes with their terms and how much of each is used.
import type { PromoCodeRow } from "../../../domain/promo_codes/mod.ts";
import { promoTexts as texts } from "../../../texts/admin_access.ts";
import { formatMinute } from "../../../texts/admin_money.ts";
import { promoAddress } from "./money_addresses.ts";
import { promoGives, promoState } from "./promo_words.ts";

export function PromoTable({ codes, now }: { codes: readonly PromoCodeRow[]; now: string }) {
  return (
    <table class="promos cards">
      <thead>
        <tr>
          <th scope="col">{texts.code}</th>
          <th scope="col">{texts.gives}</th>
          <th scope="col">{texts.state}</th>
          <th scope="col" class="sum">{texts.used}</th>
          <th scope="col" class="sum">{texts.held}</th>
          <th scope="col" class="sum">{texts.perUser}</th>
          <th scope="col">{texts.valid}</th>
          <th scope="col">{texts.lastUsed}</th>
        </tr>
      </thead>
      <tbody>{codes.map((code) => <Row key={code.code} {...{ code, now }} />)}</tbody>
    </table>
  );
}

function Row({ code, now }: { code: PromoCodeRow; now: string }) {
  const { redeemed, reserved, totalLimit, perUserLimit, validFrom, validTo, lastUsedAt } = code;
  const state = promoState(code, now);
  return (
    <tr data-promo={code.code}>
      <th scope="row" class="num">
        <a href={promoAddress(code.code)} data-item>{code.code}</a>
      </th>
      <td>{promoGives(code)}</td>
      <td>
        <span class="status" data-status={state}>{texts[state]}</span>
      </td>
      <td class="num sum" data-label={texts.used}>{texts.of(redeemed, totalLimit)}</td>
      <td class="num sum" data-label={texts.held}>{reserved}</td>
      <td class="num sum" data-label={texts.perUser}>{perUserLimit}</td>
      <td class="num">{formatMinute(validFrom)} – {formatMinute(validTo)}</td>
      <td class="num" data-label={texts.lastUsed}>
        {lastUsedAt === undefined ? "–" : formatMinute(lastUsedAt)}
      </td>
    </tr>
  );
}
