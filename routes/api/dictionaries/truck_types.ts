// The older path of this dictionary.
export { handler } from "./truck-types.ts";
