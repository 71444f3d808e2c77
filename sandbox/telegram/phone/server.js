// The phone page's talk with the sandbox.

export async function read(what, query = {}) {
  const response = await fetch(`/phone/${what}?${new URLSearchParams(query)}`);
  if (!response.ok) throw new Error(`Cannot read ${what}: ${response.status}`);
  return await response.json();
}

export async function act(what, body) {
  const response = await fetch(`/phone/${what}`, { method: "POST", body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

/**
 * Calls `tell` with every change; `onReconnected` after the connection was lost and found again. Resolves when it is
 * there: of what happened before nothing is told.
 */
export function listen(tell, onReconnected) {
  const stream = new EventSource("/phone/stream");
  stream.onmessage = (event) => tell(JSON.parse(event.data));
  return new Promise((resolve) => {
    stream.onopen = () => {
      resolve();
      stream.onopen = onReconnected;
    };
  });
}
