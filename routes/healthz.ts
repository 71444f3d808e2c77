// The older path of the health check.
export { handler } from "./health/index.ts";
