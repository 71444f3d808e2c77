// Signing in and getting the page in one round trip: the anonymous shell asks for HTML and names the page it stands for.
import type { Handler } from "../fresh/serve.ts";

/**
 * Answers a successful sign-in with the page the shell asked for, under the session just opened. Where that page sends
 * its visitors elsewhere, it is the page there, and `Content-Location` says so.
 */
export async function pageAfterSignIn(
  req: Request,
  response: Response,
  render: (page: Request) => ReturnType<Handler>,
): Promise<Response> {
  const { token } = await response.json() as { token: string };
  const headers = {
    authorization: `Bearer ${token}`,
    accept: "text/html",
    "accept-encoding": req.headers.get("accept-encoding") ?? "",
  };
  const pageAt = (address: URL) => render(new Request(address, { headers }));
  const wanted = pageAddress(req);
  let page = await pageAt(wanted);
  const location = page.headers.get("location");
  const address = new URL(location ?? wanted, wanted);
  if (location !== null && address.origin === wanted.origin) {
    // The browser would pay another round trip for going there.
    page = await pageAt(address);
    page.headers.set("content-location", address.pathname + address.search);
  }
  for (const cookie of response.headers.getSetCookie()) page.headers.append("set-cookie", cookie);
  return page;
}

/** Whether a request signs in and asks for its page with it. */
export function asksForPage(req: Request): boolean {
  return req.method === "POST" && req.headers.has("x-page") &&
    (req.headers.get("accept") ?? "").includes("text/html") &&
    /^\/(api\/)?auth\/telegram\/?$/.test(new URL(req.url).pathname);
}

/** The page asked for when it is one of ours, else the list. */
function pageAddress(req: Request): URL {
  const wanted = req.headers.get("x-page") ?? "/";
  const home = new URL("/", req.url);
  if (!URL.canParse(wanted, home)) return home;
  const address = new URL(wanted, home);
  return address.origin === home.origin && !address.pathname.startsWith("/api/") ? address : home;
}
