// What the events of a payment have in common. Stored: change it only by adding.
import { z } from "zod";

export const Provider = z.enum(["yookassa", "stars", "stripe"]);
export type Provider = z.infer<typeof Provider>;

/** How we came to know: `free` is a price of nothing, which no provider is asked for. */
export const Source = z.enum(["webhook", "poll", "return", "sweep", "admin", "response", "free"]);
export type Source = z.infer<typeof Source>;

/** ISO 8601 UTC. */
export const time = z.string();
export const about = { paymentId: z.string(), driverId: z.number().int(), at: time };
/** Its object at the provider. */
export const object = { provider: Provider, providerPaymentId: z.string() };
