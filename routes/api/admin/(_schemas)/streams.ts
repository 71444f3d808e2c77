// Shapes of one stream over HTTP. Messages are codes of texts/admin_errors.ts.
import { z } from "zod";
import { StoredEventAnswer } from "./events.ts";
import { single } from "./query_fields.ts";

const version = (pattern: RegExp) => single().regex(pattern, "not_version").transform(Number).optional();

/** The newest version unless given. */
export const StreamQuery = z.object({ version: version(/^[1-9]\d{0,14}$/) });

/** `since` is the version to compare with: 0 is the beginning, the one before `version` unless given. */
export const StreamPageQuery = StreamQuery.extend({ since: version(/^\d{1,15}$/) });

export const StreamAnswer = z.object({
  streamId: z.string(),
  version: z.int().positive(),
  /** The newest version there is. */
  latest: z.int().positive(),
  /** Folded up to `version`; `status` names the phase. */
  state: z.looseObject({ status: z.string() }),
  /** The newest 1,000 up to `version`; for earlier ones ask with the version before the first. */
  events: z.array(StoredEventAnswer),
});
