// Cities that begin like what is typed, asked for once the hand rests.
import { useEffect, useRef, useState } from "preact/hooks";

export interface Point {
  readonly id: number;
  readonly name: string;
}

/** Milliseconds of silence before a question is asked (contract 2.4). */
const DEBOUNCE = 300;
const MOST = 8;

/** `points` is null while there is nothing to suggest; `name`: what needs no suggestions to begin with. */
export function useSuggestions(typed: string, name: string, onNew: () => void) {
  const [points, setPoints] = useState<readonly Point[] | null>(null);
  const asked = useRef(name);
  const close = () => setPoints(null);

  useEffect(() => {
    if (typed === asked.current) return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      asked.current = typed;
      const found = typed.trim().length < 2 ? null : await suggest(typed, abort.signal);
      if (abort.signal.aborted) return;
      setPoints(found);
      onNew();
    }, DEBOUNCE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [typed]);

  /** What is typed next is one of the suggestions: no question about it. */
  function known(picked: string) {
    asked.current = picked;
    close();
  }

  return { points, known, close };
}

/** Null when it cannot be known now: the field stays a text field. */
async function suggest(name: string, signal: AbortSignal): Promise<readonly Point[] | null> {
  const address = `/api/dictionaries/points?${new URLSearchParams({ name })}`;
  const answer = await fetch(address, { signal }).catch(() => null);
  return answer?.ok ? (await answer.json() as { data: Point[] }).data.slice(0, MOST) : null;
}
