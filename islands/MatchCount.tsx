// One gesture: while the filter is being changed its button says how many loads it would find. The question is the one
// the list will ask, so that the list is at hand once the button is pressed.
import { useEffect, useRef, useState } from "preact/hooks";
import { matches } from "../texts/list.ts";

/** Milliseconds of silence before a question is asked. */
const DEBOUNCE = 500;

export default function MatchCount() {
  const button = useRef<HTMLButtonElement>(null);
  const [label, setLabel] = useState<string>(matches.apply);

  useEffect(() => {
    const form = button.current?.form;
    if (!form) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let abort = new AbortController();
    const changed = () => {
      clearTimeout(timer);
      abort.abort();
      abort = new AbortController();
      const { signal } = abort;
      timer = setTimeout(async () => {
        const found = await count(form, signal);
        if (!signal.aborted) setLabel(found ? matches.count(found.count, found.exact) : matches.apply);
      }, DEBOUNCE);
    };
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    return () => {
      clearTimeout(timer);
      form.removeEventListener("input", changed);
      form.removeEventListener("change", changed);
    };
  }, []);

  return <button class="button" type="submit" ref={button} aria-live="polite">{label}</button>;
}

interface Found {
  readonly count: number;
  readonly exact: boolean;
}

/** Null when it cannot be known now, for instance because a field is wrong. */
async function count(form: HTMLFormElement, signal: AbortSignal): Promise<Found | null> {
  const fields = [...new FormData(form)].flatMap(([name, value]) => value ? [[name, String(value)]] : []);
  const answer = await fetch(`/api/cargos/count?${new URLSearchParams(fields)}`, { signal }).catch(() =>
    null
  );
  return answer?.ok ? (await answer.json() as { data: Found | null }).data : null;
}
