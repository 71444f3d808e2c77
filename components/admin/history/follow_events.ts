// Listens to a live tail in the browser. EventSource resumes by Last-Event-ID after a cut; after a refusal (a restart
// behind a proxy, say) it gives up, so we begin again ourselves after the newest position we know.
import type { StoredEvent } from "../../../domain/shared/event.ts";

export interface Follower {
  /** Events are gathered for so long before they are told, milliseconds. */
  readonly everyMs: number;
  /** Oldest first. */
  readonly onEvents: (events: readonly StoredEvent[]) => void;
  readonly onConnected: (connected: boolean) => void;
}

const RETRY_MS = 3_000;

/** Every event after the position once, in order, until the returned function is called. */
export function followEvents(
  addressAfter: (position: number) => string,
  after: number,
  { everyMs, onEvents, onConnected }: Follower,
): () => void {
  let newest = after;
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let telling: ReturnType<typeof setTimeout> | undefined;
  let gathered: StoredEvent[] = [];

  const tell = () => {
    telling = undefined;
    const events = gathered;
    gathered = [];
    onEvents(events);
  };
  const connect = () => {
    source = new EventSource(addressAfter(newest));
    source.onopen = () => onConnected(true);
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const event: StoredEvent = JSON.parse(data);
      if (event.position <= newest) return;
      newest = event.position;
      gathered.push(event);
      telling ??= setTimeout(tell, everyMs);
    };
    source.onerror = () => {
      onConnected(false);
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(connect, RETRY_MS);
    };
  };
  connect();
  return () => {
    clearTimeout(retry);
    clearTimeout(telling);
    source.close();
  };
}
