// Port: keys to the Web App. A subscription stores a digest alone; its driver can be shown the key again.

export interface AccessKeys {
  /** The 256-bit key of a driver's grant, URL-safe: always the same for the same grant, guessed by nobody. */
  keyOf(driverId: number, grantId: string): string;
  /** What is stored of a key. */
  digestOf(key: string): string;
}
