// Requests about one response (contract 4.1, 4.2). What a person types is checked here, once, for every door.
import { z } from "zod";
import { CargoSnapshot, isCargoId } from "../freight/cargo.ts";
import { phone } from "../shared/phone.ts";
import { typedLine, typedText } from "../shared/typed_text.ts";

/** Field errors carry a code; the Russian sentence is in texts/. */
export const RespondForm = z.object({
  phone,
  name: typedLine("invalid_name", 2, 80),
  comment: typedText("invalid_comment", 500).optional(),
  /** Hauls are paid in roubles: 1 to 999,999 of them. */
  offeredPrice: z.object({
    minor: z.int("invalid_price").min(100, "invalid_price").max(99_999_900, "invalid_price"),
    currency: z.literal("RUB", "invalid_price"),
  }, "invalid_price").optional(),
});
export type RespondForm = z.infer<typeof RespondForm>;

export const RatingForm = z.object({
  stars: z.number({ error: "invalid_stars" }).int("invalid_stars").min(1, "invalid_stars").max(
    5,
    "invalid_stars",
  ),
  comment: typedText("invalid_comment", 500).optional(),
});
export type RatingForm = z.infer<typeof RatingForm>;

/** A dispatcher's words to a driver; longer ones are refused rather than cut. */
export const NoteText = typedText("invalid_note", 1000);

export interface ResponseRef {
  readonly responseId: string;
  readonly driverId: number;
  readonly cargoId: string;
}

export type RespondToCargo = ResponseRef & {
  readonly type: "RespondToCargo";
  readonly form: RespondForm;
  readonly cargo: CargoSnapshot;
};
export type AcceptResponse = { readonly type: "AcceptResponse" };
export type RejectResponse = { readonly type: "RejectResponse" };
export type CompleteResponse = { readonly type: "CompleteResponse" };
export type WithdrawResponse = { readonly type: "WithdrawResponse" };
export type SeeResponse = { readonly type: "SeeResponse" };
export type NoteToDriver = { readonly type: "NoteToDriver"; readonly noteId: string; readonly note: string };
export type RateCargo = { readonly type: "RateCargo"; readonly form: RatingForm };

export type ResponseCommand =
  | RespondToCargo
  | AcceptResponse
  | RejectResponse
  | CompleteResponse
  | WithdrawResponse
  | SeeResponse
  | NoteToDriver
  | RateCargo;

/** One response per driver and load, so the pair is the id. */
export function responseRef(driverId: number, cargoId: string): ResponseRef {
  return { responseId: `${driverId}-${cargoId}`, driverId, cargoId };
}

/** The reference an id stands for, or null when it is not one of ours. */
export function parseResponseId(responseId: string): ResponseRef | null {
  const match = /^([1-9]\d{0,15})-(.+)$/.exec(responseId);
  return match && isCargoId(match[2]!) ? responseRef(Number(match[1]), match[2]!) : null;
}

export function responseStream({ responseId }: Pick<ResponseRef, "responseId">): string {
  return `response-${responseId}`;
}
