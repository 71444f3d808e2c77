// What a Bot API method is to the sandbox.
import type { Parameters } from "../parameters.ts";
import type { TelegramWorld } from "../world.ts";

/** Carries out one call and returns its `result`. @throws {ApiError} for what Telegram refuses. */
export type Method = (world: TelegramWorld, parameters: Parameters) => unknown;
