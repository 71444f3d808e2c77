// SaveSearch, ChangeSearch, RemoveSearch.
import assert from "node:assert/strict";
import { beginFold } from "../../../domain/history/fold_stream.ts";
import { searchDecider } from "../../../domain/searches/decide.ts";
import { given } from "../../support/given.ts";
import { stored } from "../../support/stored.ts";
import {
  about,
  change,
  changed,
  historyOf,
  matched,
  OTHER,
  remove,
  removed,
  save,
  saved,
  terms,
} from "./story.ts";

Deno.test("a search is saved once", () => {
  given(searchDecider, ...historyOf.none).when(save).then(saved);
  given(searchDecider, ...historyOf.saved).when(save).nothingHappens();
});

Deno.test("a search that was removed is not saved again under its id", () => {
  given(searchDecider, ...historyOf.removed).when(save).refused("search_not_found");
});

Deno.test("a changed search says what it looked for before", () => {
  given(searchDecider, ...historyOf.saved).when(change).then(changed);
});

Deno.test("changing nothing does nothing", () => {
  const same = { ...change, terms, renamed: false };
  given(searchDecider, ...historyOf.saved).when(same).nothingHappens();
  given(searchDecider, ...historyOf.saved, changed).when({ ...change, renamed: false }).nothingHappens();
});

Deno.test("another name alone is a change", () => {
  const renamed = { ...change, terms: { ...terms, name: "Казань" } };
  given(searchDecider, ...historyOf.saved).when(renamed).then({
    type: "SearchChanged",
    data: { ...about, ...renamed.terms, watchedSince: renamed.watchedSince, before: terms.query },
  });
});

Deno.test("a search is removed, and removing does nothing the second time", () => {
  given(searchDecider, ...historyOf.saved).when(remove).then(removed);
  given(searchDecider, ...historyOf.removed).when(remove).nothingHappens();
});

Deno.test("nobody but its driver saves over, changes or removes a search", () => {
  for (const command of [save, change, remove]) {
    const foreign = { ...command, driverId: OTHER };
    given(searchDecider, ...historyOf.saved).when(foreign).refused("search_not_found");
    given(searchDecider, ...historyOf.removed).when(foreign).refused("search_not_found");
  }
});

Deno.test("what is not there is neither changed nor removed", () => {
  given(searchDecider).when(change).refused("search_not_found");
  given(searchDecider).when(remove).refused("search_not_found");
  given(searchDecider, ...historyOf.removed).when(change).refused("search_not_found");
});

Deno.test("its stream shows the console a saved search with what it found, and none once it is removed", () => {
  const fold = beginFold("search-s1")!;
  fold.add(stored("search-s1", saved, matched));
  const { status, matched: count, query } = fold.state();
  assert.deepEqual([status, count, query], ["saved", 1, terms.query]);
  fold.add([stored("search-s1", saved, matched, removed)[2]!]);
  assert.equal(fold.state().status, "none");
});
