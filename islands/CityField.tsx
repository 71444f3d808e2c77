// One gesture: a city typed in two letters or more is picked from the exchange's dictionary. Without JavaScript it is
// a text field, and the server looks the name up.
import { useEffect, useRef, useState } from "preact/hooks";
import { CityOptions, optionId } from "../components/CityOptions.tsx";
import { city as texts } from "../texts/list.ts";
import { type Point, useSuggestions } from "./(_list)/suggestions.ts";

interface CityFieldProps {
  /** "start" or "finish": the fields are `{end}_name` and `{end}_point_id`. */
  end: "start" | "finish";
  label: string;
  /** What stands in the address. */
  name: string;
  pointId: string;
  error?: string;
}

export default function CityField({ end, label, name, pointId, error }: CityFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(name);
  const [id, setId] = useState(pointId);
  const [active, setActive] = useState(-1);
  const { points, known, close } = useSuggestions(typed, name, () => setActive(-1));
  const [field, listbox] = [`field-${end}_name`, `cities-${end}`];
  const open = points !== null && points.length > 0;

  // A hidden field changes in silence; the rest of the form wants to know.
  useEffect(() => {
    if (id !== pointId) input.current?.dispatchEvent(new Event("change", { bubbles: true }));
  }, [id]);

  function pick(point: Point) {
    known(point.name);
    setTyped(point.name);
    setId(String(point.id));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!points || points.length === 0) return;
    if (event.key === "ArrowDown") setActive((active + 1) % points.length);
    else if (event.key === "ArrowUp") setActive((active <= 0 ? points.length : active) - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && points[active]) pick(points[active]);
    else return;
    event.preventDefault();
  }

  return (
    <div class="field city">
      <label for={field}>{label}</label>
      <input type="hidden" name={`${end}_point_id`} value={id} disabled={id === ""} />
      <input
        ref={input}
        id={field}
        name={`${end}_name`}
        value={typed}
        autocomplete="off"
        placeholder={texts.hint}
        maxLength={60}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={listbox}
        {...(open && active >= 0 && { "aria-activedescendant": optionId(listbox, active) })}
        {...(error && { "aria-invalid": "true", "aria-describedby": `${field}-error` })}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setId("");
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <CityOptions id={listbox} label={label} points={points ?? []} active={active} onPick={pick} />
      <p class="ears" role="status">{points && texts.found(points.length)}</p>
      {error && <p class="error" id={`${field}-error`}>{error}</p>}
    </div>
  );
}
