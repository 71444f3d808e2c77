// The four places a driver moves between, within reach of a thumb.
import { app } from "../texts/driver.ts";
import { BellIcon, LoadsIcon, ProfileIcon, ResponsesIcon } from "./icons.tsx";

const TABS = [
  {
    href: "/",
    label: app.tabs.list,
    Icon: LoadsIcon,
    holds: (path: string) => path === "/" || path.startsWith("/cargos"),
  },
  {
    href: "/searches",
    label: app.tabs.searches,
    Icon: BellIcon,
    holds: (path: string) => path.startsWith("/searches"),
  },
  {
    href: "/responses",
    label: app.tabs.responses,
    Icon: ResponsesIcon,
    holds: (path: string) => path === "/responses",
  },
  {
    href: "/profile",
    label: app.tabs.profile,
    Icon: ProfileIcon,
    holds: (path: string) =>
      ["/profile", "/subscription", "/favourites"].includes(path) ||
      path.startsWith("/payments/"),
  },
];

export function TabBar({ path }: { path: string }) {
  return (
    <nav class="tabs" aria-label={app.tabs.label}>
      {TABS.map(({ href, label, Icon, holds }) => (
        <a key={href} href={href} {...(holds(path) && { "aria-current": path === href ? "page" : "true" })}>
          <Icon />
          {label}
        </a>
      ))}
    </nav>
  );
}
