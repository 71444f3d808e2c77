// The documents a page is drawn into: `_app` outside, then the layouts of its folders.
import type { LayoutConfig, PageComponent, PageProps } from "./types.ts";

export type Wrapper<State> = PageComponent<PageProps<never, State>>;

export interface View<State> {
  app: Wrapper<State> | null;
  /** Outermost first. */
  layouts: readonly Wrapper<State>[];
}

/** The view left after a route or layout opted out of what it would inherit. */
export function narrowed<State>(view: View<State>, config: LayoutConfig | undefined): View<State> {
  if (!config?.skipAppWrapper && !config?.skipInheritedLayouts) return view;
  return {
    app: config.skipAppWrapper ? null : view.app,
    layouts: config.skipInheritedLayouts ? [] : view.layouts,
  };
}
