// What every request passes: whose it is, whether it may change anything, whether it comes too often.
import { csrf } from "./(_shared)/csrf.ts";
import { define } from "./(_shared)/define.ts";
import { catchApiErrors } from "./(_shared)/errors.ts";
import { session } from "./(_shared)/session.ts";
import { throttle } from "./(_shared)/throttle.ts";

export default define.middleware([catchApiErrors, session, throttle, csrf]);
