// What the vault throws where a person's key is there and cannot be opened.

/** Nothing may take the key's place: what it has sealed would be lost for good, and it may be put back. */
export class DamagedKey extends Error {
  override readonly name = "DamagedKey";

  /** `altered`: the key itself; otherwise the deployment lacks what opens it, as far as can be told. */
  constructor(readonly subject: string, readonly why: string, readonly altered: boolean) {
    super(`Cannot open the personal key of ${subject}: ${why}`);
  }
}
