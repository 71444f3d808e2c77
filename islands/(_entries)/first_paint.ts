// Blocks the first paint for a moment, so that it has the right colours, an anonymous page the right state, and nobody
// sees what is another's.
import { readLaunch } from "../(_host)/launch.ts";
import { giveWay, isSomebodyElses } from "../(_host)/owner.ts";
import { driverOf, hasLeft, signedInDriver } from "../(_host)/sign_in.ts";
import { showStoredTheme } from "../(_host)/stored_theme.ts";

const { dataset } = document.documentElement;
const launch = readLaunch();
dataset.signIn = launch?.initData ? "waiting" : "outside";
showStoredTheme();

const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
if (visit?.type === "back_forward" && isSomebodyElses()) giveWay();
// Another person opens the app here: until that is settled, nothing of the one before shows (islands/(_host)/arrive.ts).
const before = signedInDriver();
const arrives = location.hash.includes("tgWebAppData=") && (before !== null || hasLeft());
if (launch && arrives && before !== driverOf(launch)) dataset.stranger = "";
