// One press that sets or takes back a mark, as a plain form.
import type { ComponentChildren } from "preact";

interface MarkFormProps {
  kind: "kept" | "hidden" | "companies";
  /** Id of the load, or the name of the company. */
  name: string;
  on: boolean;
  /** What the button says to ears when its words alone do not name the thing. */
  label?: string;
  class?: string;
  children: ComponentChildren;
}

export function MarkForm({ kind, name, on, label, class: look = "button quiet", children }: MarkFormProps) {
  return (
    <form method="post" action="/marks">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="marked" value={name} />
      <button class={look} type="submit" name="on" value={on ? "yes" : "no"} aria-label={label}>
        {children}
      </button>
    </form>
  );
}
