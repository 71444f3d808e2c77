// Who of those that wait goes into the next write, and what each of them does there.
import type { AppendResult, Head } from "../../../domain/shared/event_log.ts";
import { takeBatch, type Waiting } from "./gather.ts";
import type { PreparedCommit } from "./prepared.ts";
import type { Resolved, Resolver } from "./resolve.ts";

/** An append that is going to be written, and what it does. */
export interface Going {
  readonly waiting: Waiting;
  readonly commit: PreparedCommit;
  readonly resolved: Resolved;
}

/** What an append is told that was written. */
export type Appended = Extract<AppendResult, { readonly appended: unknown }>;

/** What of the batch has something to write; the rest is answered. `careful` as in `Resolver.resolve`. */
export async function resolveBatch(
  resolver: Resolver,
  batch: readonly Waiting[],
  head: Head,
  careful: boolean,
): Promise<Going[]> {
  const resolutions = await Promise.all(batch.map(({ commit }) => resolver.resolve(commit, head, careful)));
  const going: Going[] = [];
  batch.forEach((waiting, index) => {
    const resolution = resolutions[index];
    if (resolution === undefined) return;
    if ("answer" in resolution) waiting.resolve(resolution.answer);
    else going.push({ waiting, commit: waiting.commit, resolved: resolution.go });
  });
  return going;
}

/**
 * Removes a batch of those who neither touch what is in flight nor need any reading: they go on top of it. It ends at
 * the first who has to be read for, so that nobody is passed over: who is first goes next, once this has landed.
 */
export function takeAhead(waiting: Waiting[], inFlight: readonly Going[], resolver: Resolver): Going[] {
  const going: Going[] = [];
  const batch = takeBatch(waiting, Infinity, inFlight.map((flying) => flying.waiting));
  for (const each of batch) {
    const resolved = resolver.fromMemory(each.commit);
    if (resolved === null) break;
    going.push({ waiting: each, commit: each.commit, resolved });
  }
  waiting.unshift(...batch.slice(going.length));
  return going;
}

/** Answers everybody whose write is in the store, and remembers what it means for the next. */
export function answerAll(
  going: readonly Going[],
  answers: readonly Appended[],
  resolver: Resolver,
): void {
  going.forEach(({ waiting, commit }, index) => {
    const answer = answers[index];
    if (answer === undefined) return;
    for (const { streamId, version } of answer.appended) resolver.knows(streamId, version);
    if (commit.command) resolver.remember(commit.command.id, JSON.parse(commit.command.resultText));
    waiting.resolve(answer);
  });
}
