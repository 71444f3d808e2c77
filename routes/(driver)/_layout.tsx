// The frame of every driver page: skip link, content, the tab bar under the thumb.
import { DriverHead } from "../../components/DriverHead.tsx";
import { TabBar } from "../../components/TabBar.tsx";
import { app } from "../../texts/driver.ts";
import { define } from "../(_shared)/define.ts";

export default define.layout(({ Component, state, url }) => (
  <>
    <DriverHead />
    <a class="skip" href="#main">{app.skip}</a>
    <main id="main" tabIndex={-1}>
      <Component />
    </main>
    {state.session && <TabBar path={url.pathname} />}
  </>
));
