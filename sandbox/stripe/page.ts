// The page at which a session is paid: what is bought, and what the payer's bank is to say.
import type { Session } from "./objects.ts";

const MONEY = new Intl.NumberFormat("ru-RU", { style: "currency", currency: "RUB" });

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 26rem; margin: 0 auto; padding: 1rem; }
  h1 { font-size: 1.25rem; margin: 1rem 0 0; }
  .sum { font-size: 2rem; font-weight: 700; margin: .25rem 0 1.5rem; }
  form { display: grid; gap: .75rem; }
  button, a { font: inherit; min-height: 48px; padding: .5rem 1rem; border-radius: 10px; border: 1px solid currentColor;
    background: transparent; color: inherit; cursor: pointer; display: grid; place-items: center; text-decoration: none; }
  button[value=pay] { background: #635bff; border-color: #635bff; color: #fff; font-weight: 600; }
  .error { color: #c4002b; font-weight: 600; }
  footer { opacity: .7; font-size: .875rem; margin-top: 2rem; }
  @media (prefers-color-scheme: dark) { .error { color: #ff8095; } }`;

export function sessionPage(session: Session, { declined }: { declined: boolean }): Response {
  const { name, amount, status, successUrl, cancelUrl } = session;
  const buttons = `
    <form method="post">
      <button name="do" value="pay">Оплатить ${MONEY.format(amount / 100)}</button>
      <button name="do" value="later">Оплатить переводом, который идёт до завтра</button>
      <button name="do" value="decline">Отклонить: на карте нет денег</button>
      <a href="${escape(cancelUrl ?? successUrl)}">Вернуться в магазин</a>
    </form>`;
  const over = `<p>${status === "complete" ? "Оплата принята." : "Время на оплату вышло."}</p>
    <form><a href="${escape(successUrl)}">Вернуться в магазин</a></form>`;
  const body =
    `<!doctype html><html lang="ru"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Оплата: песочница Stripe</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style></head>
    <body><main><h1>${escape(name)}</h1><p class="sum">${MONEY.format(amount / 100)}</p>
    ${declined ? '<p class="error" role="alert">Банк отказал: недостаточно денег.</p>' : ""}
    ${status === "open" ? buttons : over}</main>
    <footer>Песочница: деньги не настоящие.</footer></body></html>`;
  return new Response(body, { headers: { "content-type": "text/html; charset=utf-8" } });
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
