// One gesture: the filter opens as a sheet over the list and closes with its button, the Back key or a tap beside it.
// Without JavaScript it stays the disclosure it is.
import { useEffect, useRef } from "preact/hooks";
import { closeSheet } from "../texts/list.ts";

export default function FilterSheet({ title }: { title: string }) {
  const head = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const dialog = head.current?.closest("dialog");
    const details = dialog?.closest("details");
    if (!dialog?.showModal || !details) return;
    const open = (event: Event) => {
      event.preventDefault();
      details.open = true;
      // Shown in its place by the mark-up: a modal one must not be open already.
      dialog.removeAttribute("open");
      dialog.showModal();
    };
    const summary = details.querySelector("summary");
    summary?.addEventListener("click", open);
    dialog.addEventListener("close", () => {
      details.open = false;
      dialog.setAttribute("open", "");
      summary?.focus();
    });
    dialog.addEventListener("click", ({ target }) => {
      if (target === dialog) dialog.close();
    });
    // On a slow line the next list takes a while: this one says that it is on its way out.
    dialog.addEventListener("submit", () => {
      if (dialog.matches(":modal")) dialog.close();
      setLeaving(true);
    });
    const shownAgain = () => setLeaving(false);
    addEventListener("pageshow", shownAgain);
    return () => {
      summary?.removeEventListener("click", open);
      removeEventListener("pageshow", shownAgain);
    };
  }, []);

  function close() {
    head.current?.closest("dialog")?.close();
  }

  return (
    <div class="sheet-head" ref={head}>
      <h2 id="filter-title">{title}</h2>
      <button class="close" type="button" aria-label={closeSheet} onClick={close}>×</button>
    </div>
  );
}

function setLeaving(leaving: boolean): void {
  document.querySelector(".cards")?.setAttribute("aria-busy", String(leaving));
}
