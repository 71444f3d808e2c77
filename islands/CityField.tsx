// One gesture: a city typed in two letters or more is picked from the exchange's dictionary. Without JavaScript it is
// a text field, and the server looks the name up.
import { useEffect, useRef, useState } from "preact/hooks";
import { filter as texts } from "../texts/driver.ts";

interface CityFieldProps {
  /** "start" or "finish": the fields are `{end}_name` and `{end}_point_id`. */
  end: "start" | "finish";
  label: string;
  /** What stands in the address. */
  name: string;
  pointId: string;
  error?: string;
}

interface Point {
  readonly id: number;
  readonly name: string;
}

/** Milliseconds of silence before a question is asked (contract 2.4). */
const DEBOUNCE = 300;

export default function CityField({ end, label, name, pointId, error }: CityFieldProps) {
  const [typed, setTyped] = useState(name);
  const [id, setId] = useState(pointId);
  const [points, setPoints] = useState<readonly Point[] | null>(null);
  const [active, setActive] = useState(-1);
  const asked = useRef(name);
  const [field, listbox] = [`field-${end}_name`, `cities-${end}`];

  useEffect(() => {
    if (typed === asked.current) return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      asked.current = typed;
      const found = typed.trim().length < 2 ? null : await suggest(typed, abort.signal);
      if (abort.signal.aborted) return;
      setPoints(found);
      setActive(-1);
    }, DEBOUNCE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [typed]);

  function pick(point: Point) {
    asked.current = point.name;
    setTyped(point.name);
    setId(String(point.id));
    setPoints(null);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!points || points.length === 0) return;
    if (event.key === "ArrowDown") setActive((active + 1) % points.length);
    else if (event.key === "ArrowUp") setActive((active <= 0 ? points.length : active) - 1);
    else if (event.key === "Escape") setPoints(null);
    else if (event.key === "Enter" && points[active]) pick(points[active]);
    else return;
    event.preventDefault();
  }

  const open = points !== null && points.length > 0;
  return (
    <div class="field city">
      <label for={field}>{label}</label>
      <input type="hidden" name={`${end}_point_id`} value={id} disabled={id === ""} />
      <input
        id={field}
        name={`${end}_name`}
        value={typed}
        autocomplete="off"
        placeholder={texts.cityHint}
        maxLength={60}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={listbox}
        {...(open && active >= 0 && { "aria-activedescendant": `${listbox}-${active}` })}
        {...(error && { "aria-invalid": "true", "aria-describedby": `${field}-error` })}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setId("");
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setPoints(null)}
      />
      <ul id={listbox} role="listbox" aria-label={label} hidden={!open}>
        {points?.map((point, index) => (
          <li
            key={point.id}
            id={`${listbox}-${index}`}
            role="option"
            aria-selected={index === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(point)}
          >
            {point.name}
          </li>
        ))}
      </ul>
      <p class="ears" role="status">{points && texts.cities(points.length)}</p>
      {error && <p class="error" id={`${field}-error`}>{error}</p>}
    </div>
  );
}

/** Null when it cannot be known now: the field stays a text field. */
async function suggest(name: string, signal: AbortSignal): Promise<readonly Point[] | null> {
  const address = `/api/dictionaries/points?${new URLSearchParams({ name })}`;
  const answer = await fetch(address, { signal }).catch(() => null);
  return answer?.ok ? (await answer.json() as { data: Point[] }).data.slice(0, 8) : null;
}
