// On a page that has no connection, had none, or has answers that waited for one.
import { bearOffline } from "../(_host)/offline.ts";

bearOffline();
