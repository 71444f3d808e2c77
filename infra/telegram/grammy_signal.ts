// grammY types its abort signals by a polyfill; the platform's own does the same.
import type { Api } from "grammy";

type GrammySignal = NonNullable<Parameters<Api["getUpdates"]>[1]>;

export function grammySignal(signal: AbortSignal): GrammySignal {
  return signal as unknown as GrammySignal;
}
