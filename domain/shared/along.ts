// Facts of another stream that nobody may see later than the fact they come from: they are appended in one commit.
import type { DomainEvent, StoredEvent } from "./event.ts";
import type { AppendResult, EventLog, StreamAppend } from "./event_log.ts";
import type { InTurn } from "./in_turn.ts";

/** What happens in one other stream. */
export interface Following {
  readonly streamId: string;
  /** Pure, as deciding is; nothing where it has happened already. */
  decide(history: readonly StoredEvent[]): readonly DomainEvent[];
}

/**
 * What comes along with the facts of one command; null for nothing. A message of theirs must lead to the same: it does
 * what could not be done at once.
 */
export type Follow = (happened: readonly DomainEvent[]) => Following | null;

export interface AlongDeps {
  readonly log: Pick<EventLog, "readStream">;
  readonly follow: Follow;
  /** Told why the facts went without what follows; its message is queued all the same. */
  readonly onFailure: (error: unknown) => void;
  readonly inTurn: InTurn;
}

/** Appends the facts by `append`, with what comes along. */
export type Along = (
  happened: readonly DomainEvent[],
  append: (along: readonly StreamAppend[]) => Promise<AppendResult>,
) => Promise<AppendResult>;

export function createAlong({ log, follow, onFailure, inTurn }: AlongDeps): Along {
  function followingOf(happened: readonly DomainEvent[]): Following | null {
    try {
      return follow(happened);
    } catch (error) {
      onFailure(error);
      return null;
    }
  }

  async function decided({ streamId, decide }: Following): Promise<StreamAppend[]> {
    try {
      const history = await log.readStream(streamId);
      const events = decide(history);
      return events.length === 0 ? [] : [{ streamId, expectedVersion: history.length, events }];
    } catch (error) {
      onFailure(error);
      return [];
    }
  }

  return async (happened, append) => {
    const following = followingOf(happened);
    if (!following) return await append([]);
    return await inTurn(following.streamId, async () => append(await decided(following)));
  };
}
