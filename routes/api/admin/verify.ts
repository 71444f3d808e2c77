// GET: proves that the whole history is what was written.
import { define } from "../../(_shared)/define.ts";
import type { VerifyAnswer } from "./(_schemas)/verify.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const answer: VerifyAnswer = await ctx.state.operations.integrity.verify();
    return ctx.json(answer);
  },
});
