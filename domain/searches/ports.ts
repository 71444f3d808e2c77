// Port: the watcher as saved searches see it. Adapter: infra/searches/watcher.ts.

export interface SearchWatch {
  /**
   * Looks at what a query finds now, so that only later loads are news. The moment of the look (ISO 8601 UTC), or null when
   * the exchange did not answer in a moment: then the next look is the first.
   */
  begin(query: string): Promise<string | null>;
}
