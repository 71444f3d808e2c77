// First module of a page with islands: reads the page's data, loads the bundles it names, wakes every island.
import { signal } from "@preact/signals";
import { unflatten } from "devalue";
import type { ComponentType } from "preact";
import { jsx } from "preact/jsx-runtime";
import { IS_BROWSER } from "../runtime.ts";
import { setBuildId } from "./build_id.ts";
import { type Instance, reviveIslands, SlotReference } from "./revive.ts";

interface PageData {
  build: string;
  islands: [url: string, exportName: string][];
  props: unknown[];
}

// The bundles import this module back (see tools/build), so it must not await anything at its top level.
const text = IS_BROWSER ? document.getElementById("f-page")?.textContent : null;
if (text) boot(JSON.parse(text));

async function boot(data: PageData): Promise<void> {
  setBuildId(data.build);
  const components = await Promise.all(data.islands.map(async ([url, exportName]) => {
    const module: Record<string, ComponentType> = await import(url);
    return module[exportName];
  }));
  const instances: [number, Record<string, unknown>][] = unflatten(data.props, {
    Signal: ([value]: [unknown]) => signal(value),
    Slot: ([id]: [number]) => new SlotReference(id),
  });
  reviveIslands(instances.map(([index, props]): Instance => ({
    vnode: (revived) => jsx(components[index] as ComponentType, revived),
    props,
  })));
}
