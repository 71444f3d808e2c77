// A fingerprint of many texts in any order: the xor of their hashes under a secret key (MSet-XOR-Hash, Clarke et al.,
// ASIACRYPT 2003). Each text counts once or not at all; without the key nobody can choose texts that cancel out.
import { hash } from "node:crypto";

/** Of a hash in hex, the form that is made fastest. A digit is as hard to guess as the half byte it stands for. */
const DIGITS = 64;

export class MultisetHash {
  readonly #key: string;
  readonly #sum = new Uint8Array(DIGITS);
  #texts = 0;

  /** Two that are to be compared have the same key, which is used for nothing else and known to nobody. */
  constructor(key: string) {
    this.#key = key;
  }

  add(text: string): void {
    const digits = hash("sha256", this.#key + text, "hex");
    for (let index = 0; index < DIGITS; index++) this.#sum[index]! ^= digits.charCodeAt(index);
    this.#texts++;
  }

  equals(other: MultisetHash): boolean {
    return this.#texts === other.#texts && this.#sum.every((byte, index) => byte === other.#sum[index]);
  }
}
