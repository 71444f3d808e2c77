// The title of a page in the browser's and the history's list.
import { Head } from "fresh/runtime";
import { app } from "../texts/driver.ts";

export function PageTitle({ title }: { title: string }) {
  return (
    <Head>
      <title>{app.title(title)}</title>
    </Head>
  );
}
