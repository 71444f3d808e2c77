// Sends the answers that waited for a connection. The server takes a driver's answer to a load once, so sending again
// after a lost reply doubles nothing.
import { allWaiting, settle, type Waiting } from "./waiting.ts";

/** Resolves when each has been tried; true when at least one was settled. One page or worker at a time. */
export async function sendWaiting(): Promise<boolean> {
  const send = async () => {
    let settled = false;
    for (const answer of await allWaiting()) {
      const outcome = answer.outcome === undefined && outcomeOf(await post(answer));
      if (!outcome) continue;
      await settle(answer, outcome);
      settled = true;
    }
    return settled;
  };
  // Older web views have no locks; there, two at once are the server's to see as one.
  return await (navigator.locks ? navigator.locks.request("waiting", send) : send());
}

function post({ path, form, driver, key }: Waiting): Promise<Response | null> {
  return fetch(path, {
    method: "POST",
    redirect: "manual",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "idempotency-key": key,
      "x-driver": driver,
    },
    body: form,
  }).catch(() => null); // Still no connection: it goes on waiting.
}

/** Null: to be tried again later. A page's form is answered with a redirect when all went well. */
export function outcomeOf(answer: Pick<Response, "type" | "status"> | null): "sent" | "refused" | null {
  if (answer === null || [401, 408, 429].includes(answer.status) || answer.status >= 500) return null;
  return answer.type === "opaqueredirect" ? "sent" : "refused";
}
