// What the service worker shows where it has nothing kept: fetched when it is installed, so that it is there.
import { DriverHead } from "../components/DriverHead.tsx";
import { offline as texts } from "../texts/offline.ts";
import { define } from "./(_shared)/define.ts";

export default define.page(() => (
  <>
    <DriverHead title={texts.title} />
    <main id="main">
      <section class="notice" data-offline>
        <h1>{texts.title}</h1>
        <p>{texts.notKept}</p>
        <a class="button" href="/">{texts.toList}</a>
        <a class="button quiet" href="">{texts.retry}</a>
      </section>
    </main>
  </>
));
