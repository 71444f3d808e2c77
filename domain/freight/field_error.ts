// What is wrong with one field of a filter: a code and the values its sentence names. Sentences are in texts/.

export type FieldErrorCode =
  | "repeated"
  | "not_integer"
  | "not_money"
  | "not_one_of"
  | "not_ids"
  | "too_many_ids"
  | "not_a_date"
  | "not_wv"
  | "wv_out_of_bounds"
  | "reversed"
  | "contradicts_wv";

export interface FieldError {
  /** The name of the parameter as it stands in the address. */
  readonly field: string;
  readonly code: FieldErrorCode;
  /** What the sentence names: bounds in the unit the driver typed, or the allowed values. */
  readonly params: Readonly<Record<string, string | number>>;
}
