// On the page after signing out or being forgotten: nothing of the driver stays on this phone, and no page that follows
// signs in by itself. Only the link that says so does, and only after signing out.
import { forgetKept } from "../(_host)/forget_kept.ts";
import { leaveLaunch, recall, remember, returnToLaunch } from "../(_host)/launch.ts";
import { forgetDriver } from "../(_host)/sign_in.ts";

const LEFT = "left";
const theme = recall("theme");
const initData = leaveLaunch() || recall(LEFT) || "";
const launch = recall("launch");
forgetDriver();
try {
  sessionStorage.clear();
} catch {
  // Forbidden: then it holds nothing.
}
if (theme !== null) remember("theme", theme);
if (launch !== null) remember("launch", launch);
void forgetKept();

const link = document.querySelector<HTMLAnchorElement>("a[data-action=return]");
if (link && initData !== "") {
  remember(LEFT, initData);
  link.addEventListener("click", () => returnToLaunch(initData));
}
