// Any page that could not be shown: what happened and the way out.
import { HttpError } from "fresh";
import type { PageProps } from "fresh";
import { DriverHead } from "../components/DriverHead.tsx";
import { Notice } from "../components/Notice.tsx";
import { errorPage } from "../texts/driver.ts";
import { refusals } from "../texts/ru.ts";

export default function ErrorPage({ error }: PageProps) {
  const status = error instanceof HttpError ? error.status : 500;
  const [title, text] = explain(status);
  return (
    <>
      <DriverHead title={title} />
      <main id="main">
        <Notice heading="h1" title={title} text={text} action={{ href: "/", label: errorPage.home }} />
      </main>
    </>
  );
}

function explain(status: number): [title: string, text: string] {
  if (status === 404) return [errorPage.notFound, refusals.not_found];
  return status < 500
    ? [errorPage.refused, refusals.bad_request]
    : [errorPage.broken, refusals.internal_error];
}
