// A notification of YooKassa: let in by its secret address and where it comes from, kept, then 200. Nothing in it is
// believed; a worker asks YooKassa itself (contract 5.2).
import { readUtf8 } from "./body.ts";
import type { State } from "./define.ts";
import { problem } from "./problem.ts";

/** Exactly 200 once durable: anything else makes them send it again for a day. */
export async function takeNotification(
  { app, clientIp, requestId }: Pick<State, "app" | "clientIp" | "requestId">,
  req: Request,
  token: string,
): Promise<Response> {
  const door = app.yookassaDoor;
  if (!door) return problem("not_found");
  const caller = { token, remoteIp: clientIp };
  const admitted = await door.admit(caller, requestId);
  if (admitted !== "admitted") return problem(admitted === "bad_token" ? "not_found" : "forbidden");
  const body = await readUtf8(req);
  if ("refused" in body) return problem(body.refused);
  const received = await door.receive(caller, body.ok, requestId);
  return "refused" in received ? problem("bad_request") : new Response(null, { status: 200 });
}
