// A moment to the second, Moscow time; the exact one in UTC on hover.
import { formatSecond } from "../../texts/admin_time.ts";

export function Moment({ at }: { at: string }) {
  return <time class="num" datetime={at} title={at}>{formatSecond(at)}</time>;
}
