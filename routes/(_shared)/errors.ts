// Errors of the API nobody handled: told to the operators and answered as problem+json. Pages have their own error page.
import { HttpError } from "fresh";
import { define } from "./define.ts";
import { isApi } from "./paths.ts";
import { problem } from "./problem.ts";
import { refusalOf } from "./status.ts";

export const catchApiErrors = define.middleware(async (ctx) => {
  if (!isApi(ctx.url)) return await ctx.next();
  try {
    return await ctx.next();
  } catch (error) {
    if (error instanceof HttpError && error.status < 500) {
      return problem(refusalOf(error.status), { status: error.status });
    }
    ctx.state.report(error);
    return problem("internal_error");
  }
});
