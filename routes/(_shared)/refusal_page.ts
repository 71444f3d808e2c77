// A refusal before any page is drawn, for people: a few lines of HTML that cost nothing to make, else problem+json.
import { errorPage } from "../../texts/driver.ts";
import { refusals } from "../../texts/ru.ts";
import { isApi } from "./paths.ts";
import { problem } from "./problem.ts";
import { statusOf } from "./status.ts";
import { type Stuck, wayOut } from "./way_out.ts";

/** `headers` are added to either form. */
export function refuse(
  ctx: Stuck,
  code: keyof typeof refusals,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { req, url } = ctx;
  const wantsPage = req.headers.get("accept")?.includes("text/html") && !isApi(url);
  if (!wantsPage) return problem(code, { headers });
  return new Response(page(refusals[code], wayOut(ctx)), {
    status: statusOf[code],
    headers: { ...headers, "content-type": "text/html; charset=utf-8" },
  });
}

function page(text: string, { href, label }: ReturnType<typeof wayOut>): string {
  return `<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">` +
    `<title>${errorPage.refused}</title><link rel="stylesheet" href="/app.css"></head>` +
    `<body><main id="main"><section class="notice"><h1>${errorPage.refused}</h1><p>${text}</p>` +
    `<a class="button" href="${href}">${label}</a></section></main></body></html>`;
}
