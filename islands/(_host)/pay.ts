// Where a payment is paid: the provider's page does not work in Telegram's frame, so it opens in a browser outside, and an
// invoice in Stars in Telegram itself. Without Telegram around us the link does what links do.
import type { Host } from "./host.ts";

export function payOutside(host: Host): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-pay]");
    if (!link) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const slug = invoiceOf(link.href);
    if (slug === null) host.openLink(link.href);
    else host.openInvoice(slug);
  }, true);
}

/** The slug of "https://t.me/$…" or "https://t.me/invoice/…" (core.telegram.org/api/links); null for other addresses. */
export function invoiceOf(address: string): string | null {
  const { origin, pathname } = new URL(address);
  if (origin !== "https://t.me") return null;
  return /^\/(?:\$|%24|invoice\/)([\w-]+)$/.exec(pathname)?.[1] ?? null;
}
