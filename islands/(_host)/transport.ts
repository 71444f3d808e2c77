// The wire to Telegram: native web views inject an object, desktop listens to `external.notify`, web clients are the
// parent frame. Events come back through globals those clients call, or as messages of the parent.

export interface Transport {
  post(type: string, data?: unknown): void;
  /** Every event of the client; the data is not checked. */
  listen(on: (type: string, data: unknown) => void): void;
}

type Receive = { receiveEvent(type: string, data: unknown): void };
type Native = {
  TelegramWebviewProxy?: { postEvent(type: string, data: string): void };
  external?: { notify?(message: string): void };
  Telegram?: { WebView?: Receive };
  TelegramGameProxy?: Receive;
};

/** Null when nobody is at the other end. `parentOrigins`: who may frame us; nothing is sent to or taken from others. */
export function openTransport(window: Window & Native, parentOrigins: readonly string[]): Transport | null {
  const { TelegramWebviewProxy: proxy, external } = window;
  const framed = window.parent !== window;
  const post = proxy
    ? (type: string, data: unknown) => proxy.postEvent(type, JSON.stringify(data ?? ""))
    : external && "notify" in external
    ? (type: string, data: unknown) =>
      external.notify?.(JSON.stringify({ eventType: type, eventData: data ?? "" }))
    : framed
    ? (type: string, data: unknown) => {
      const message = JSON.stringify({ eventType: type, eventData: data ?? "" });
      // A browser delivers it only to the origin that really frames us.
      for (const origin of parentOrigins) window.parent.postMessage(message, origin);
    }
    : null;
  if (!post) return null;
  return {
    post,
    listen(on) {
      const receiver: Receive = { receiveEvent: on };
      window.Telegram = { ...window.Telegram, WebView: receiver };
      window.TelegramGameProxy = receiver;
      window.addEventListener("message", (event) => {
        if (event.source !== window.parent || !parentOrigins.includes(event.origin)) return;
        const message = parsed(event.data);
        if (message) on(message.eventType, message.eventData);
      });
    },
  };
}

function parsed(data: unknown): { eventType: string; eventData: unknown } | null {
  if (typeof data !== "string") return null;
  try {
    const message = JSON.parse(data);
    return typeof message?.eventType === "string" ? message : null;
  } catch {
    return null; // Not of the bridge: frames post what they like.
  }
}
