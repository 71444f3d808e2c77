// Tells a component on the server which page it is part of and whether an island surrounds it; null in a browser.
import { createContext } from "preact";
import type { PageRecord } from "../islands.ts";

export const RenderScope = createContext<{ page: PageRecord; insideIsland: boolean } | null>(null);
