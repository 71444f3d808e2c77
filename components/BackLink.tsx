// The way back inside the page; the bridge shows Telegram's own back button wherever this link is.
import { app } from "../texts/driver.ts";
import { BackIcon } from "./icons.tsx";

export function BackLink({ href }: { href: string }) {
  return (
    <a class="back" href={href} data-back>
      <BackIcon />
      {app.back}
    </a>
  );
}
