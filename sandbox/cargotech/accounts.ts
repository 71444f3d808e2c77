// The one account of the sandbox's exchange: its credentials and the bearer tokens in force.

export interface Credentials {
  phone: string;
  password: string;
}

export const ACCOUNT_ID = 4521;
const TOKEN_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export class Account {
  suspended = false;
  password: string;
  readonly #initial: Credentials;
  #tokens = new Set<string>();
  #nextTokenId = 12345;

  constructor(credentials: Credentials) {
    this.#initial = credentials;
    this.password = credentials.password;
  }

  /** A phone counts by its digits: "+7 911 …" and "7911…" are one. */
  credentialsMatch(phone: string, password: string): boolean {
    return digits(phone) === digits(this.#initial.phone) && password === this.password;
  }

  /** A new opaque token of 54 characters, `{id}|{48 characters}`; it never expires by itself. */
  issueToken(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(48));
    const secret = Array.from(bytes, (byte) => TOKEN_CHARACTERS[byte % TOKEN_CHARACTERS.length]).join("");
    const token = `${this.#nextTokenId++}|${secret}`;
    this.#tokens.add(token);
    return token;
  }

  accepts(authorization: string | null): boolean {
    return authorization?.startsWith("Bearer ") === true &&
      this.#tokens.has(authorization.slice("Bearer ".length));
  }

  expireTokens(): void {
    this.#tokens.clear();
  }

  reset(): void {
    this.suspended = false;
    this.password = this.#initial.password;
    this.expireTokens();
  }
}

function digits(text: string): string {
  return text.replace(/\D/g, "");
}
