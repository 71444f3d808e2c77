// The phone's own dialogs: one question at a time, answered with the id of the pressed button.
import { element } from "./elements.js";

const dialog = document.getElementById("dialog");

/** Resolves to the pressed button's id, "" when dismissed. `buttons`: [{id, text}]. */
export function ask({ title = "", text, buttons }) {
  if (dialog.open) return Promise.resolve("");
  document.getElementById("dialog-title").textContent = title;
  document.getElementById("dialog-text").textContent = text;
  document.getElementById("dialog-buttons").replaceChildren(
    ...buttons.map((button) => element("button", { value: button.id }, button.text)),
  );
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
  });
}

export function tellUser(text, title = "") {
  return ask({ title, text, buttons: [{ id: "", text: "Закрыть" }] });
}

/** A short notice at the foot of `place`, gone after a few seconds. */
export function toast(place, text) {
  place.textContent = text;
  place.hidden = false;
  clearTimeout(place.hiding);
  place.hiding = setTimeout(() => {
    place.hidden = true;
  }, 3500);
}

const FEELINGS = {
  success: "два коротких: получилось",
  error: "три коротких: ошибка",
  warning: "два длинных: внимание",
  selection_change: "щелчок: выбор",
};

/** What the hand would feel: the page has no motor, so it is written at its edge. */
export function felt(place, kind) {
  place.dataset.kind = kind;
  toast(place, `Вибрация: ${FEELINGS[kind] ?? kind}`);
}
