// The people of the sandbox, and which of them have blocked the bot.
import type { User } from "./types.ts";

export interface Person extends User {
  /** What the phone page offers them as. */
  role: "driver" | "admin" | "dispatcher";
  /** +7…; shared when an app asks for the contact. */
  phone: string;
}

function person(id: number, role: Person["role"], first: string, last: string, username: string): Person {
  return {
    id,
    is_bot: false,
    first_name: first,
    last_name: last,
    username,
    language_code: "ru",
    role,
    phone: `+7900000${String(id % 10_000).padStart(4, "0")}`,
  };
}

export const DEFAULT_USERS: readonly Person[] = [
  person(700_000_101, "driver", "Иван", "Петров", "ivan_petrov_tir"),
  person(700_000_102, "driver", "Рустам", "Галиев", "rustam_ref"),
  person(700_000_103, "driver", "Ольга", "Смирнова", "olga_gazel"),
  person(700_000_201, "admin", "Мария", "Кузнецова", "maria_admin"),
  person(700_000_301, "dispatcher", "Сергей", "Орлов", "sergey_dispatch"),
  person(700_000_302, "dispatcher", "Елена", "Фомина", "elena_dispatch"),
];

export class Users {
  #people: Map<number, Person>;
  #blocked = new Set<number>();
  readonly #initial: readonly Person[];

  constructor(initial: readonly Person[]) {
    this.#initial = initial;
    this.#people = byId(initial);
  }

  reset(): void {
    this.#people = byId(this.#initial);
    this.#blocked.clear();
  }

  all(): Person[] {
    return [...this.#people.values()];
  }

  get(id: number): Person | undefined {
    return this.#people.get(id);
  }

  /** Adds the person, or replaces the one with the same id. */
  put(added: Person): void {
    this.#people.set(added.id, added);
  }

  isBlocked(id: number): boolean {
    return this.#blocked.has(id);
  }

  setBlocked(id: number, blocked: boolean): void {
    if (blocked) this.#blocked.add(id);
    else this.#blocked.delete(id);
  }
}

function byId(people: readonly Person[]): Map<number, Person> {
  return new Map(people.map((each) => [each.id, each]));
}

/** The person as the Bot API shows users. */
export function asUser(person: Person): User {
  const { role: _role, phone: _phone, ...user } = person;
  return user;
}
