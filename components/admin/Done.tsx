// What the form just sent has done, or why it could not.
import { doneTexts } from "../../texts/admin_money.ts";

interface DoneProps {
  /** A code of `doneTexts`; anything else says nothing. */
  done?: string | undefined;
  refusal?: string | undefined;
}

export function Done({ done, refusal }: DoneProps) {
  if (refusal !== undefined) return <p class="error" role="alert">{refusal}</p>;
  const text = done !== undefined && Object.hasOwn(doneTexts, done) ? doneTexts[done] : undefined;
  return text === undefined ? null : <p class="good" role="status">{text}</p>;
}
