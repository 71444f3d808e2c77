// The bar over the phones: who you are, the theme, blocking the bot.
import { element, fullName } from "./elements.js";

const ROLES = { driver: "водитель", admin: "администратор", dispatcher: "диспетчер" };
const at = (id) => document.getElementById(id);

export class DeskBar {
  #onTheme;

  /** `onUser(id)`, `onBlock(blocked)`, `onTheme()`. */
  constructor({ onUser, onBlock, onTheme }) {
    this.#onTheme = onTheme;
    at("who").addEventListener("change", (event) => onUser(Number(event.target.value)));
    at("block").addEventListener("click", () => onBlock(at("block").getAttribute("aria-pressed") !== "true"));
    at("theme").addEventListener("click", () => {
      this.#setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
    });
    at("pale").addEventListener("click", () => {
      this.#setTheme(document.documentElement.dataset.theme === "pale" ? "light" : "pale");
    });
    const preferred = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    this.#setTheme(localStorage.getItem("theme") ?? preferred);
  }

  draw(users, userId) {
    at("who").replaceChildren(...users.map((user) =>
      element(
        "option",
        { value: user.id, selected: user.id === userId },
        `${fullName(user)}, ${ROLES[user.role]}`,
      )
    ));
    const blocked = users.find((user) => user.id === userId)?.blocked ?? false;
    at("block").setAttribute("aria-pressed", String(blocked));
  }

  #setTheme(theme) {
    document.documentElement.dataset.theme = theme;
    at("theme").setAttribute("aria-pressed", String(theme === "dark"));
    at("pale").setAttribute("aria-pressed", String(theme === "pale"));
    localStorage.setItem("theme", theme);
    this.#onTheme();
  }
}
