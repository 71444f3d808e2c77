// Tells a component on the server which page it is part of and whether an island surrounds it; null in a browser.
import { type ComponentChildren, createContext } from "preact";

export interface Scope {
  readonly page: { addHead(content: ComponentChildren): void };
  readonly insideIsland: boolean;
}

export const RenderScope = createContext<Scope | null>(null);
