// Swaps one element of the page for the same element of another address, in the browser; the address follows.

/** Does nothing once the signal aborts; an answer without the element leaves the page as it is. */
export async function showPart(address: string, selector: string, signal: AbortSignal): Promise<void> {
  try {
    const answer = await fetch(address, { signal });
    const html = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [here, there] = [document.querySelector(selector), html.querySelector(selector)];
    if (signal.aborted || !here || !there) return;
    here.replaceWith(there);
    history.replaceState(history.state, "", address);
  } catch (error) {
    // Another address is wanted by now, or there is no network: what is shown stays true.
    if (!signal.aborted && !(error instanceof TypeError)) throw error;
  }
}
