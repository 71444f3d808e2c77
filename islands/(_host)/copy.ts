// Copying what stands on the page: a press on [data-copy] puts it on the clipboard and says so on the button.

export function copyOnPress(): void {
  // Frames and old web views may forbid it; then there is no button.
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll<HTMLElement>("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const copied = await navigator.clipboard.writeText(button.dataset.copy ?? "").then(
        () => true,
        () => false,
      );
      if (!copied) return;
      button.textContent = button.dataset.copied ?? "";
      button.removeAttribute("aria-label");
    });
  }
}
