// Whose page this is. Back shows pages as they were, also after signing out or on another driver's visit: such a page
// must give way before it is read. The history entry remembers for whom it was drawn.
import { hasLeft, signedInDriver } from "./sign_in.ts";

/** Notes in the history entry that this page is the signed-in driver's. */
export function claimPage(): void {
  history.replaceState({ ...history.state, driver: signedInDriver() }, "");
}

/** Whether the page in this history entry was drawn for somebody who is not here any more. */
export function isSomebodyElses(): boolean {
  const owner = history.state?.driver;
  return owner === undefined ? hasLeft() : owner !== signedInDriver();
}

/** Asks the server anew; until it answers, nothing shows. */
export function giveWay(): void {
  document.documentElement.dataset.stranger = "";
  location.reload();
}
