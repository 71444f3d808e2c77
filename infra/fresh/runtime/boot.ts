// First module of a page with islands: reads the page's data, loads the bundles it names, wakes every island.
import { unflatten } from "devalue";
import { type ComponentType, h, type VNode } from "preact";
import { IS_BROWSER } from "../runtime.ts";
import { build } from "./build.ts";
import { adopt, commentsIn, idOf, ISLAND, takeSlots, vnodesOf } from "./server_html.ts";

type PageData = { build: string; islands: [url: string, exportName: string][]; props: unknown[] };

// The bundles import this module back (see tools/build), so it must not await anything at its top level.
const text = IS_BROWSER ? document.getElementById("f-page")?.textContent : null;
if (text) boot(JSON.parse(text));

async function boot(data: PageData): Promise<void> {
  build.id = data.build;
  // Half as heavy as Preact itself: only for a page that hands a signal to an island. (Islands bring their own.)
  const signals = text?.includes('"Signal"') ? await import("@preact/signals") : null;
  const load = async ([url, exportName]: [string, string]): Promise<ComponentType> =>
    (await import(url))[exportName];
  const components = await Promise.all(data.islands.map(load));
  // A component, since an island in a slot is met before the props of all islands are known.
  const Island = ({ id }: { id: number }): VNode => {
    const [bundle, props] = instances[id]!;
    return h(components[bundle]!, props);
  };
  const island = (id: number) => h(Island, { id }) as VNode;
  const slots = takeSlots();
  const instances: [bundle: number, props: object][] = unflatten(data.props, {
    Signal: ([value]: [unknown]) => signals?.signal(value),
    Slot: ([id]: [number]) => vnodesOf(slots.get(id) ?? [], island),
  });
  // Those in slots are part of the tree around them by now.
  for (const marker of commentsIn(document, ISLAND)) adopt(island(idOf(marker)), marker);
}
