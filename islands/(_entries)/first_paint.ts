// Blocks the first paint for a moment, so that it has the right colours and an anonymous page the right state.
import { readLaunch } from "../(_host)/launch.ts";
import { showStoredTheme } from "../(_host)/stored_theme.ts";

document.documentElement.dataset.signIn = readLaunch()?.initData ? "waiting" : "outside";
showStoredTheme();
