// What a driver asks to be kept for answers. What a person types is checked here, once, for every door.
import { z } from "zod";
import { RespondForm } from "../responses/commands.ts";

/** Field errors carry a code; the Russian sentence is in texts/. */
export const RespondDefaults = RespondForm.pick({ phone: true, name: true, comment: true });
export type RespondDefaults = z.infer<typeof RespondDefaults>;
