// Whom to call about a load. The number is always visible, and can be copied: `tel:` links do nothing in some web views.
import type { Detail } from "../domain/freight/cargo.ts";
import { cargo } from "../texts/cargo.ts";
import { formatPhone } from "../texts/format.ts";
import { contactsInChat } from "../texts/contacts.ts";
import { load } from "../texts/load.ts";

interface ContactsProps {
  contacts: Detail["contacts"];
  /** Where the form that asks for them in the chat goes. */
  action: string;
  /** They have just been asked for. */
  sent: boolean;
}

export function Contacts({ contacts, action, sent }: ContactsProps) {
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
                <div class="actions">
                  <a
                    class="button"
                    href={`tel:${phone.replace(/[^+\d]/g, "")}`}
                    aria-label={cargo.callTo(formatPhone(phone))}
                  >
                    {cargo.call}
                  </a>
                  {/* Shown by islands/(_host)/copy.ts where there is a clipboard. */}
                  <button
                    class="button quiet"
                    type="button"
                    data-copy={phone}
                    data-copied={load.copied}
                    aria-label={load.copyPhone(formatPhone(phone))}
                    hidden
                  >
                    {load.copy}
                  </button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {sent
        ? <p class="success" role="status">{contactsInChat.sent}</p>
        : contacts.some(({ phone }) => phone !== undefined) && (
          <form method="post" action={action}>
            <input type="hidden" name="_action" value="contacts" />
            <button class="button quiet wide" type="submit" data-asks="write-access">
              {contactsInChat.send}
            </button>
          </form>
        )}
    </section>
  );
}
