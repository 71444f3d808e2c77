// The console's own document: it is opened in a browser tab, without anything of the Mini App.
import type { LayoutConfig } from "fresh";
import { asset } from "fresh/runtime";
import { KeysHint } from "../../components/admin/KeysHint.tsx";
import Keys from "../../islands/admin/Keys.tsx";
import { consoleTexts, sections } from "../../texts/admin.ts";
import { moneySections } from "../../texts/admin_money.ts";
import { define } from "../(_shared)/define.ts";

export const config: LayoutConfig = { skipAppWrapper: true, skipInheritedLayouts: true };

const SECTIONS = [
  ["/admin", sections.overview],
  ["/admin/events", sections.events],
  ["/admin/payments", moneySections.payments],
  ["/admin/subscriptions", moneySections.subscriptions],
  ["/admin/promo-codes", moneySections.promoCodes],
  ["/admin/settings", moneySections.settings],
  ["/admin/flags", moneySections.flags],
  ["/admin/audit", moneySections.audit],
  ["/admin/outbox", sections.outbox],
  ["/admin/cargotech", sections.cargotech],
  ["/admin/projections", sections.projections],
  ["/admin/verify", sections.verify],
] as const;

function isHere(pathname: string, section: string): boolean {
  return pathname === section || (section !== "/admin" && pathname.startsWith(`${section}/`));
}

export default define.layout(({ Component, url }) => {
  return (
    <html lang="ru">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href={asset("/icon.svg")} type="image/svg+xml" />
        <title>{`${consoleTexts.title} · ${consoleTexts.product}`}</title>
        <link rel="stylesheet" href={asset("/admin.css")} />
      </head>
      <body>
        <a class="skip" href="#content">{consoleTexts.skip}</a>
        <header class="bar">
          <strong>{consoleTexts.product}</strong>
          <nav aria-label={consoleTexts.sections}>
            {SECTIONS.map(([path, name]) => (
              <a key={path} href={path} aria-current={isHere(url.pathname, path) ? "page" : undefined}>
                {name}
              </a>
            ))}
          </nav>
        </header>
        <main id="content" tabindex={-1}>
          <Component />
        </main>
        <KeysHint />
        <Keys />
      </body>
    </html>
  );
});
