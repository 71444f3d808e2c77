// Where to go from a page that could not be shown: staff to where they were in the console, everybody else to the loads.
import { errorPage } from "../../texts/driver.ts";
import type { State } from "./define.ts";

const CONSOLE = "/admin";

export interface Stuck {
  readonly req: Request;
  readonly url: URL;
  /** Nobody is known when a request is refused early. */
  readonly state?: Pick<State, "session"> | undefined;
}

/** The address is a path of ours, fit for an attribute as it is. */
export function wayOut({ req, url, state }: Stuck): { readonly href: string; readonly label: string } {
  const isStaffs = url.pathname.startsWith(CONSOLE) && state?.session?.role === "admin";
  if (!isStaffs) return { href: "/", label: errorPage.home };
  const before = URL.parse(req.headers.get("referer") ?? "")?.pathname;
  return before?.startsWith(CONSOLE) && before !== url.pathname
    ? { href: before, label: errorPage.back }
    : { href: CONSOLE, label: errorPage.overview };
}
