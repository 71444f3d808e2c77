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
      if (error.status === 404) return problem("not_found");
      if (error.status === 405) return problem("method_not_allowed");
      return problem("bad_request", { status: error.status });
    }
    ctx.state.report(error);
    return problem("internal_error");
  }
});
