// What a page of the Mini App loads: its style sheet, the theme before the first paint, the bridge to Telegram after it.
import { asset, Head } from "fresh/runtime";
import { app } from "../texts/driver.ts";

/** `title`: of the page alone. */
export function DriverHead({ title }: { title?: string }) {
  return (
    <Head>
      {title && <title>{app.title(title)}</title>}
      <link rel="stylesheet" href={asset("/app.css")} />
      <script src={asset("/entries/first_paint.js")}></script>
      <script src={asset("/entries/host.js")} defer></script>
    </Head>
  );
}
