// Marks the page after signing out or being forgotten: its script leaves nothing of the driver on the phone.
import { asset, Head } from "fresh/runtime";

export function Farewell() {
  return (
    <>
      <Head>
        <script src={asset("/entries/farewell.js")} defer></script>
      </Head>
      <i hidden data-farewell></i>
    </>
  );
}
