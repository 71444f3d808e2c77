// Errors of the API nobody handled: told to the operators and answered as problem+json. Pages have their own error page.
import { HttpError } from "fresh";
import { define } from "./define.ts";
import { isApi } from "./paths.ts";
import { problem } from "./problem.ts";

export const catchApiErrors = define.middleware(async (ctx) => {
  if (!isApi(ctx.url)) return await ctx.next();
  try {
    return await ctx.next();
  } catch (error) {
    if (error instanceof HttpError && error.status < 500) {
      return error.status === 404 ? problem("not_found") : problem("bad_request", { status: error.status });
    }
    ctx.state.report(error);
    return problem("internal_error");
  }
});
