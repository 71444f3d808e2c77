// On a slow line the next page takes a while: the link that was pressed shows that it was.

export function showGoing(): void {
  // On the window: whoever takes a press upon itself has done so by then.
  addEventListener("click", ({ target, defaultPrevented, ctrlKey, metaKey }) => {
    const link = (target as Element).closest<HTMLElement>("a[href^='/']");
    if (!link || defaultPrevented || ctrlKey || metaKey) return;
    clear();
    link.dataset.going = "";
  });
  addEventListener("pageshow", clear);
}

function clear(): void {
  delete document.querySelector<HTMLElement>("[data-going]")?.dataset.going;
}
