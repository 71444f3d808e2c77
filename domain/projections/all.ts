// Every view of the product. A new one is added here, and nowhere else for it to be kept up to date and rebuilt.
import { drivers } from "../drivers/view.ts";
import { activity } from "../history/activity.ts";
import { eventIndex } from "../history/event_index.ts";
import { responses } from "../responses/view.ts";
import type { Projection } from "../shared/projection.ts";

export const allProjections: readonly Projection<unknown>[] = [drivers, responses, eventIndex, activity];
