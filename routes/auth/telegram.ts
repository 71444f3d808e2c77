// The older path of signing in.
export { handler } from "../api/auth/telegram.ts";
