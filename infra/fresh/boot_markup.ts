// The tags that wake the islands of a page: preloads for the head; props and the boot module for the end of the body.
import type { PageRecord } from "./page_record.ts";
import { serialiseProps } from "./serialise.ts";
import type { Snapshot } from "./snapshot.ts";

/** `f-page` carries data, never code: `{build, islands: [url, export name][], props: devalue of [bundle, props][]}`. */
export function bootMarkup(page: PageRecord, snapshot: Snapshot): { head: string; tail: string } {
  const bundles: [url: string, exportName: string][] = [];
  const indexes = new Map<object, number>();
  const preloads = new Set<string>([snapshot.boot.url, ...snapshot.boot.imports]);
  const instances = page.islands.map(({ island, props }): [number, Record<string, unknown>] => {
    let index = indexes.get(island);
    if (index === undefined) {
      const bundle = snapshot.islands[island.file];
      if (bundle === undefined) {
        throw new Error(`Cannot wake island "${island.file}": it is not in the build`);
      }
      index = bundles.push([bundle.url, island.exportName]) - 1;
      indexes.set(island, index);
      preloads.add(bundle.url);
      for (const url of bundle.imports) preloads.add(url);
    }
    return [index, props];
  });
  // `<` is escaped after serialising, so no prop can close the element or open a comment in it.
  const payload = `{"build":${JSON.stringify(snapshot.buildId)},"islands":${
    JSON.stringify(bundles)
  },"props":${serialiseProps(instances)}}`.replaceAll("<", "\\u003c");
  let head = "";
  for (const url of preloads) head += `<link rel="modulepreload" href="${url}">`;
  const tail = `<script type="application/json" id="f-page">${payload}</script>` +
    `<script type="module" src="${snapshot.boot.url}"></script>`;
  return { head, tail };
}
