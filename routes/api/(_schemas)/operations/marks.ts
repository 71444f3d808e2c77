// What a driver marks, and the contact a driver shares.
import { ContactAnswer, ContactBody } from "../contact.ts";
import { MarksAnswer } from "../marks.ts";
import type { Operation } from "./operation.ts";

const MARKED = { 200: { description: "What is marked now", schema: MarksAnswer } };

export const markOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/api/marks",
    summary: "The caller's favourites, hidden loads and hidden companies",
    caller: "driver",
    answers: MARKED,
  },
  {
    method: "post",
    path: "/api/marks/{kind}/{name}",
    summary: "Mark a load (`kept`, `hidden`) by id or a company (`companies`) by name; twice is once",
    caller: "driver",
    answers: MARKED,
    refusals: [
      "bad_request",
      "not_found",
      "cargo_not_found",
      "favourites_full",
      "companies_full",
      "cargotech_unavailable",
    ],
  },
  {
    method: "delete",
    path: "/api/marks/{kind}/{name}",
    summary: "Take a mark back",
    caller: "driver",
    answers: MARKED,
    refusals: ["bad_request", "not_found"],
  },
  {
    method: "post",
    path: "/api/me/contact",
    summary: "Share the phone of the Telegram account, as Telegram signed it",
    caller: "driver",
    body: ContactBody,
    answers: { 200: { description: "The phone that is kept for answers", schema: ContactAnswer } },
    refusals: ["contact_invalid"],
  },
];
