// Makes DOM elements in one expression.

/** `element("button", {class: "send", onclick}, "Отправить")`; functions become listeners, false and null vanish. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export function fullName(user) {
  return [user.first_name, user.last_name].filter(Boolean).join(" ");
}

/** A round picture with initials, its colour chosen by the id. */
export function avatar(id, name) {
  const initials = name.split(/\s+/).slice(0, 2).map((word) => word[0]).join("").toUpperCase();
  return element("span", { class: `avatar hue-${Math.abs(id) % 6}`, "aria-hidden": "true" }, initials);
}
