// Whom to call about a load. The number is always visible: `tel:` links do nothing in some web views.
import type { Detail } from "../domain/freight/cargo.ts";
import { cargo } from "../texts/driver.ts";
import { formatPhone } from "../texts/format.ts";

export function Contacts({ contacts }: { contacts: Detail["contacts"] }) {
  return (
    <section class="panel" aria-labelledby="contacts">
      <h2 id="contacts">{cargo.contacts}</h2>
      {contacts.length === 0 ? <p>{cargo.noContacts}</p> : (
        <ul class="contacts">
          {contacts.map(({ name, phone }) => (
            <li key={phone ?? name}>
              <span>
                {name}
                {phone && <b>{formatPhone(phone)}</b>}
              </span>
              {phone && (
                <a
                  class="button"
                  href={`tel:${phone.replace(/[^+\d]/g, "")}`}
                  aria-label={cargo.callTo(formatPhone(phone))}
                >
                  {cargo.call}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
