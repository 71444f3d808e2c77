// Where signing out leads: a page that does not sign in again by itself.
import { DriverHead } from "../components/DriverHead.tsx";
import { Notice } from "../components/Notice.tsx";
import { PageTitle } from "../components/PageTitle.tsx";
import { signedOut as texts } from "../texts/driver.ts";
import { define } from "./(_shared)/define.ts";

export default define.page(() => (
  <>
    <DriverHead />
    <PageTitle title={texts.title} />
    <main id="main">
      <Notice heading="h1" title={texts.title} text={texts.text} action={{ href: "/", label: texts.back }} />
    </main>
  </>
));
