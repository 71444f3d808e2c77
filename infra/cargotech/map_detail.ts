// From CargoTech's answer about one load to everything a driver may want to know about it.
import type { Detail } from "../../domain/freight/cargo.ts";
import { normalisePhone } from "../../domain/shared/phone.ts";
import { mapCard } from "./map_card.ts";
import type { Contact, DetailRow } from "./shapes.ts";

export function mapDetail(row: DetailRow): Detail {
  const { start, finish } = row.points ?? {};
  const { note, custom_cargo_type, ...rest } = row.extra;
  const comment = text(note);
  const cargoType = text(custom_cargo_type) ?? row.cargo_type?.name;
  return {
    ...mapCard(row),
    ...(start?.address !== undefined && { fromAddress: start.address }),
    ...(finish?.address !== undefined && { toAddress: finish.address }),
    ...(comment !== undefined && { comment }),
    ...(row.shipper?.name !== undefined && {
      shipper: { name: row.shipper.name, ...(row.shipper.inn !== undefined && { inn: row.shipper.inn }) },
    }),
    contacts: contacts(row.contacts),
    ...(cargoType !== undefined && { cargoType }),
    extras: extras(rest),
  };
}

/** The broker and the company know the load; whoever else is named comes after them. One entry a phone. */
function contacts(given: readonly Contact[]): Detail["contacts"] {
  const rank = ({ type }: Contact) => type === "broker" || type === "company" ? 0 : 1;
  return given.toSorted((a, b) => rank(a) - rank(b)).flatMap(
    ({ name, phone, phones }): Detail["contacts"] => {
      const numbers = new Set([...(phone === undefined ? [] : [phone]), ...phones].map(readable));
      if (numbers.size === 0) return name === undefined ? [] : [{ name }];
      return [...numbers].map((phone) => ({ ...(name !== undefined && { name }), phone }));
    },
  );
}

/** A number we cannot normalise (an extension, another country without a plus) is shown as it came. */
function readable(phone: string): string {
  return normalisePhone(phone) ?? phone;
}

/** Scalars that say something, under names in our own spelling. */
function extras(rest: Readonly<Record<string, unknown>>): Detail["extras"] {
  return Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) => {
      const said = typeof value === "number" || typeof value === "boolean" ? value : text(value);
      return said === undefined ? [] : [[camelCase(name), said]];
    }),
  );
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function camelCase(name: string): string {
  return name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
}
