// Where signing out leads: a page that does not sign in again by itself, whatever Telegram had said before.
import { DriverHead } from "../components/DriverHead.tsx";
import { Farewell } from "../components/Farewell.tsx";
import { signedOut as texts } from "../texts/driver.ts";
import { define } from "./(_shared)/define.ts";

export default define.page(() => (
  <>
    <DriverHead title={texts.title} />
    <Farewell />
    <main id="main">
      <section class="notice">
        <h1>{texts.title}</h1>
        <p>{texts.text}</p>
        <a class="button" href="/" data-action="return">{texts.back}</a>
      </section>
    </main>
  </>
));
