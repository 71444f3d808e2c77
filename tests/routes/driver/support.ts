// A driver's browser without JavaScript: pages and plain forms, the session in the cookie.
import { DRIVER, type Product } from "../../support/product.ts";

export interface Page {
  readonly status: number;
  readonly html: string;
  /** What a person sees or hears, spaces made plain. */
  readonly text: string;
  readonly location: string | null;
}

export interface Visitor {
  get(path: string): Promise<Page>;
  /** Posts a plain form and does not follow the redirect. */
  submit(path: string, fields: Record<string, string>): Promise<Page>;
}

export function anonymous({ baseUrl }: Pick<Product, "baseUrl">, cookie?: string): Visitor {
  const signedIn: Record<string, string> = cookie === undefined ? {} : { cookie };

  async function ask(path: string, init: RequestInit): Promise<Page> {
    const response = await fetch(baseUrl + path, { redirect: "manual", ...init });
    const html = await response.text();
    const text = textOf(html);
    return { status: response.status, html, text, location: response.headers.get("location") };
  }

  return {
    get: (path) => ask(path, { headers: signedIn }),
    submit: (path, fields) =>
      ask(path, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: { ...signedIn, origin: baseUrl },
      }),
  };
}

export async function visit(product: Product, userId = DRIVER): Promise<Visitor> {
  const body = JSON.stringify({ initData: await product.initData(userId) });
  const response = await fetch(`${product.baseUrl}/api/auth/telegram`, { method: "POST", body });
  await response.body?.cancel();
  return anonymous(product, response.headers.get("set-cookie")?.split(";")[0] ?? "");
}

/** Ids of the loads on a page, in order. */
export function cargoIds({ html }: Page): string[] {
  return [...html.matchAll(/data-cargo-id="([^"]+)"/g)].map(([, id]) => id!);
}

/** What a control holds, null when there is no such control. */
export function valueOf({ html }: Page, name: string): string | null {
  const control = [...html.matchAll(/<input[^>]*>/g)].map(([tag]) => tag).find((tag) =>
    tag.includes(` name="${name}"`)
  );
  return control === undefined ? null : / value="([^"]*)"/.exec(control)?.[1] ?? "";
}

function textOf(html: string): string {
  return html.replace(/<(style|script|title)[\s\S]*?<\/\1>/g, " ").replace(/<[^>]*>/g, " ").replace(
    /[\s\u00a0\u202f]+/g,
    " ",
  );
}
