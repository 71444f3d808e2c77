// The page where a payer pays, or does not.
import type { Payment } from "./objects.ts";
import { print } from "./objects.ts";

const REASONS: Readonly<Record<string, string>> = {
  insufficient_funds: "Не хватает денег на карте",
  general_decline: "Банк отказал без объяснений",
  "3d_secure_failed": "Не подтверждён код из СМС",
  card_expired: "Карта просрочена",
};

export function paymentPage(payment: Payment): Response {
  const { id, minor, currency, description = "", status } = payment;
  const sum = `${print(minor).replace(".", ",")} ${currency === "RUB" ? "₽" : currency}`;
  const body = status === "pending" ? form(id) : ended(payment);
  return html(`<h1>${escape(sum)}</h1><p>${escape(description)}</p>${body}`);
}

export function noSuchPage(): Response {
  return html("<h1>Платёж не найден</h1><p>Вернитесь в приложение и начните оплату заново.</p>", 404);
}

function form(id: string): string {
  const options = Object.entries(REASONS).map(([value, text]) => `<option value="${value}">${text}</option>`);
  return `<form method="post" action="/checkout/decision">
    <input type="hidden" name="orderId" value="${id}">
    <p class="card">Карта •••• 4444<br><small>Учебная: деньги не спишутся</small></p>
    <button name="decision" value="pay" class="pay">Оплатить</button>
    <label for="reason">Если отклонить, то почему</label>
    <select id="reason" name="reason">${options.join("")}</select>
    <button name="decision" value="decline">Отклонить</button>
  </form>`;
}

function ended({ status, returnUrl }: Payment): string {
  const text = status === "canceled" ? "Платёж отклонён" : "Оплачено";
  const back = returnUrl === undefined ? "" : `<a href="${escape(returnUrl)}">Вернуться в магазин</a>`;
  return `<p><strong>${text}</strong></p>${back}`;
}

function html(content: string, status = 200): Response {
  const page = `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Оплата</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root{color-scheme:light dark}
body{margin:0;font:17px/1.4 system-ui,sans-serif;background:Canvas;color:CanvasText}
main{box-sizing:border-box;max-width:26rem;margin:0 auto;padding:24px 16px}
h1{font-size:2rem;margin:0 0 4px}
form{display:grid;gap:12px;margin-top:20px}
.card{margin:0;padding:16px;border:1px solid GrayText;border-radius:12px}
small{color:GrayText}
button,select{box-sizing:border-box;width:100%;padding:0 12px;min-height:48px;font:inherit;border-radius:12px;border:1px solid GrayText}
.pay{background:#0b5cad;border-color:#0b5cad;color:#fff;font-weight:600}
a{display:flex;align-items:center;min-height:48px}
footer{margin-top:32px;font-size:14px;color:GrayText}
</style></head><body><main>${content}<footer>Песочница ЮKassa: здесь ничего не оплачивается.</footer></main></body></html>`;
  return new Response(page, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
