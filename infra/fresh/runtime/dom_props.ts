// The attributes of an element as Preact props that leave the element, and what a driver typed into it, untouched.

/** Fields get `defaultValue`/`defaultChecked`, boolean attributes become true, an option keeps its present choice. */
export function propsOf(element: Element): Record<string, unknown> {
  const props: Record<string, unknown> = {};
  for (const { name, value } of element.attributes) {
    if (name === "value" && "defaultValue" in element) props.defaultValue = value;
    else if (name === "checked") props.defaultChecked = true;
    else if (name === "selected") props.selected = (element as HTMLOptionElement).selected;
    else props[name] = value === "" && isBoolean(element, name) ? true : value;
  }
  return props;
}

function isBoolean(element: Element, name: string): boolean {
  return typeof (element as unknown as Record<string, unknown>)[name] === "boolean";
}
