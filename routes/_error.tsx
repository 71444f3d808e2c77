// Any page that could not be shown: what happened and the way out.
import { HttpError } from "fresh";
import type { PageProps } from "fresh";
import { DriverHead } from "../components/DriverHead.tsx";
import { Notice } from "../components/Notice.tsx";
import { errorPage } from "../texts/driver.ts";
import { refusals } from "../texts/ru.ts";
import type { State } from "./(_shared)/define.ts";
import { refusalOf } from "./(_shared)/status.ts";
import { wayOut } from "./(_shared)/way_out.ts";

export default function ErrorPage(props: PageProps<unknown, State>) {
  const { error } = props;
  const status = error instanceof HttpError ? error.status : 500;
  const [title, text] = explain(status);
  return (
    <>
      <DriverHead title={title} />
      <main id="main">
        <Notice heading="h1" title={title} text={text} action={wayOut(props)} />
      </main>
    </>
  );
}

function explain(status: number): [title: string, text: string] {
  const text = refusals[refusalOf(status)];
  if (status === 404) return [errorPage.notFound, text];
  return [status < 500 ? errorPage.refused : errorPage.broken, text];
}
