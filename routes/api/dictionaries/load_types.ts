// The older path of this dictionary.
export { handler } from "./load-types.ts";
