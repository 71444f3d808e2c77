// Port: the watcher as saved searches see it. Adapter: infra/searches/watcher.ts.

export interface SearchWatch {
  /**
   * Looks at what a query finds now, so that only later loads are news, and saves the search before anybody looks again:
   * what appears in between must not pass for seen. `save` gets the moment of the look (ISO 8601 UTC), or null when the
   * exchange did not answer in a moment: then the next look is the first.
   */
  begin<T>(query: string, save: (since: string | null) => Promise<T>): Promise<T>;
}
