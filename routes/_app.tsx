// The document every page is drawn into, the driver's and the administrator's.
import type { PageProps } from "fresh";
import { asset } from "fresh/runtime";
import { app } from "../texts/driver.ts";

export default function Document({ Component }: PageProps) {
  return (
    <html lang="ru">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="format-detection" content="telephone=no" />
        <title>{app.name}</title>
        <link rel="icon" href={asset("/icon.svg")} type="image/svg+xml" />
      </head>
      <body>
        <Component />
      </body>
    </html>
  );
}
