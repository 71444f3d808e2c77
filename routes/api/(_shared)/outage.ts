// Refusals of the exchange as problems: a closed account is told apart, since waiting does not help there.
import type { NotFound, Unavailable } from "../../../domain/freight/ports.ts";
import { list } from "../../../texts/list.ts";
import { problem } from "../../(_shared)/problem.ts";

export function refusedByExchange(refusal: Unavailable | NotFound): Response {
  const denied = "reason" in refusal && refusal.reason === "denied";
  return problem(refusal.refused, denied ? { detail: `${list.denied}.` } : {});
}
