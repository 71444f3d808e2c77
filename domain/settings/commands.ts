// Requests about a flag or a setting.

export interface ChangeFlag {
  readonly type: "ChangeFlag";
  readonly key: string;
  readonly enabled: boolean;
  readonly reason?: string;
}

export interface ChangeSetting {
  readonly type: "ChangeSetting";
  readonly key: string;
  /** What was set, and how it is kept: as JSON text, or as the fingerprint of a secret. */
  readonly to: { readonly value: string } | { readonly fingerprint: string };
  readonly reason?: string;
}
