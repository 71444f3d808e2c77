// Any page that could not be shown: what happened and the way out.
import { HttpError } from "fresh";
import type { PageProps } from "fresh";
import { DriverHead } from "../components/DriverHead.tsx";
import { Notice } from "../components/Notice.tsx";
import { errorPage } from "../texts/driver.ts";
import { refusals } from "../texts/ru.ts";
import { refusalOf } from "./(_shared)/status.ts";

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
  const text = refusals[refusalOf(status)];
  if (status === 404) return [errorPage.notFound, text];
  return [status < 500 ? errorPage.refused : errorPage.broken, text];
}
