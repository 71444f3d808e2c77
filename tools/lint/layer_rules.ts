// The import table: what each folder may import. The only place to change it.

interface LayerRule {
  /** Folders it may import values and types from. */
  imports: string[];
  /** Folders it may import types from. */
  types: string[];
  /** npm packages and `node:` modules it may import. */
  packages: "all" | string[];
  /** Whether it may import what it computes: the browser's runtime loads bundles by their address. */
  computed?: true;
}

export const RULES = {
  "domain": { imports: ["domain"], types: [], packages: ["zod"] },
  "infra/fresh": { imports: ["infra/fresh"], types: [], packages: "all", computed: true },
  "infra": { imports: ["infra", "infra/fresh", "domain", "texts"], types: [], packages: "all" },
  "routes": { imports: ["routes", "islands", "components", "domain", "texts"], types: [], packages: "all" },
  "islands": { imports: ["islands", "components", "texts"], types: ["domain"], packages: "all" },
  "components": { imports: ["components", "texts"], types: ["domain"], packages: "all" },
  "texts": { imports: ["texts"], types: [], packages: [] },
  "sandbox": { imports: ["sandbox"], types: [], packages: "all" },
} satisfies Record<string, LayerRule> as Record<Layer, LayerRule>;

export type Layer =
  | "domain"
  | "infra"
  | "infra/fresh"
  | "routes"
  | "islands"
  | "components"
  | "texts"
  | "sandbox";

/** The layer of a path relative to the project; null for the folders without rules. */
export function layerOf(path: string): Layer | null {
  if (path.startsWith("infra/fresh/")) return "infra/fresh";
  const folder = path.slice(0, path.indexOf("/"));
  return folder in RULES ? folder as Layer : null;
}

/** A bare specifier or one with a scheme. `fresh` and `fresh/runtime` are packages: elsewhere they really are. */
export function isPackage(specifier: string): boolean {
  return !specifier.startsWith(".") && !specifier.startsWith("/") && !/\.tsx?$/.test(specifier);
}
