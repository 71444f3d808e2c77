// The facts of one response, in story order, for scenarios.
import type { CargoSnapshot } from "../../../domain/freight/cargo.ts";
import { RespondForm, responseRef } from "../../../domain/responses/commands.ts";
import type { ResponseEvent } from "../../../domain/responses/events.ts";
import { kopecks } from "../../../domain/shared/money.ts";

export const ref = responseRef(700_000_101, "6236980507");

export const cargo: CargoSnapshot = {
  id: "6236980507",
  from: "Челябинск",
  to: "Москва",
  distanceKm: 2008,
  loadingDate: "2026-03-05",
  weightKg: 12_000,
  volumeM3: 82,
  price: kopecks(33_000_000),
  pricePerKm: kopecks(16_434),
  truckTypes: ["рефрижератор"],
  loadTypes: ["задняя"],
};

export const form = RespondForm.parse({
  phone: "8 (912) 345-67-89",
  name: " Иван ",
  comment: "Буду к девяти",
});

export const respond = { type: "RespondToCargo", ...ref, form, cargo } as const;

export const responded: ResponseEvent = {
  type: "CargoResponded",
  data: { ...ref, phone: "+79123456789", name: "Иван", comment: "Буду к девяти", cargo },
};
export const delivered: ResponseEvent = {
  type: "ResponseDelivered",
  data: { ...ref, chatId: "-1000000001", messageId: 17 },
};
export const seen: ResponseEvent = { type: "ResponseSeen", data: ref };
export const noted: ResponseEvent = {
  type: "DispatcherNoted",
  data: { ...ref, noteId: "-1000000001.18", note: "Адрес изменился" },
};
export const accepted: ResponseEvent = { type: "ResponseAccepted", data: ref };
export const rejected: ResponseEvent = { type: "ResponseRejected", data: ref };
export const completed: ResponseEvent = { type: "ResponseCompleted", data: ref };
export const withdrawn: ResponseEvent = { type: "ResponseWithdrawn", data: ref };
export const rated: ResponseEvent = { type: "CargoRated", data: { ...ref, stars: 5, comment: "Спасибо" } };

/** The shortest way into each phase. */
export const historyOf = {
  none: [],
  sent: [responded],
  delivered: [responded, delivered],
  seen: [responded, delivered, seen],
  accepted: [responded, delivered, accepted],
  rejected: [responded, delivered, rejected],
  completed: [responded, delivered, accepted, completed],
  withdrawn: [responded, delivered, withdrawn],
} as const satisfies Record<string, readonly ResponseEvent[]>;
export type Phase = keyof typeof historyOf;
