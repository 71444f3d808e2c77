// Once, after the first answer to a load: whether the app should lie on the home screen, where the client can do that.
import { homeScreen as texts } from "../../texts/home_screen.ts";
import type { Host } from "./host.ts";
import { recallHere, rememberHere } from "./launch.ts";

const KEY = "home-screen";

export function offerHomeScreen(host: Host): void {
  if (recallHere(KEY) !== null || !document.querySelector("#respond [data-status]")) return;
  host.canAddToHomeScreen((can) => {
    if (!can) return;
    rememberHere(KEY, "offered");
    // At the end of the page: nothing the driver looks at moves.
    document.querySelector("main")?.append(offer(host));
  });
}

function offer(host: Host): HTMLElement {
  const panel = document.createElement("section");
  panel.className = "panel";
  panel.dataset.homeScreen = "";
  const text = Object.assign(document.createElement("p"), { textContent: texts.offer });
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button quiet wide", textContent: texts.add });
  button.addEventListener("click", () => {
    host.addToHomeScreen();
    panel.remove();
  });
  panel.append(text, button);
  return panel;
}
