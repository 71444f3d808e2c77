// The API of the console is for administrators only.
import { define } from "../../(_shared)/define.ts";
import { problem } from "../../(_shared)/problem.ts";

export default define.middleware((ctx) => {
  const { session } = ctx.state;
  if (!session) return problem("unauthenticated");
  if (session.role !== "admin") return problem("forbidden");
  return ctx.next();
});
