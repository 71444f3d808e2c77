// Lint plugin: which folder may import which (the table in docs/architecture.md), and what the domain may not touch.
// tests/, tools/, bench/ and main.ts are free to import everything.
import { isPackage, layerOf, RULES } from "./layer_rules.ts";
import { domainPurity } from "./domain_purity.ts";

const ROOT = decodeURIComponent(new URL("../../", import.meta.url).pathname);

const plugin: Deno.lint.Plugin = {
  name: "layers",
  rules: {
    imports: {
      create(context) {
        const file = inProject(context.filename);
        const layer = file === null ? null : layerOf(file);
        if (file === null || layer === null) return {};
        const rule = RULES[layer];

        function check(source: Deno.lint.StringLiteral, typeOnly: boolean): void {
          const target = resolved(file!, source.value);
          if (isPackage(target)) {
            if (rule.packages === "all" || rule.packages.includes(target)) return;
            context.report({ node: source, message: `${layer}/ may not import the package "${target}"` });
            return;
          }
          const other = layerOf(target) ?? outermost(target);
          if (rule.imports.includes(other) || (typeOnly && rule.types.includes(other))) return;
          context.report({
            node: source,
            message: rule.types.includes(other)
              ? `${layer}/ may import only types of ${other}/ (import type)`
              : `${layer}/ may not import ${other}${other === "the root" ? "" : "/"}`,
          });
        }

        return {
          ImportDeclaration: (node) =>
            check(node.source, node.importKind === "type" || allTypes(node.specifiers)),
          ExportAllDeclaration: (node) => check(node.source, node.exportKind === "type"),
          ExportNamedDeclaration(node) {
            if (node.source !== null) {
              check(node.source, node.exportKind === "type" || allTypes(node.specifiers));
            }
          },
          ImportExpression(node) {
            if (node.source.type === "Literal" && typeof node.source.value === "string") {
              return check(node.source as Deno.lint.StringLiteral, false);
            }
            if (rule.computed) return;
            context.report({
              node,
              message: `${layer}/ may import only what it names: a computed import cannot be checked`,
            });
          },
        };
      },
    },
    "pure-domain": {
      create(context) {
        return inProject(context.filename)?.startsWith("domain/") ? domainPurity(context) : {};
      },
    },
  },
};

export default plugin;

/** `import { type A, type B }` takes only types. */
function allTypes(specifiers: { type: string; importKind?: string; exportKind?: string }[]): boolean {
  return specifiers.length > 0 &&
    specifiers.every((specifier) => specifier.importKind === "type" || specifier.exportKind === "type");
}

/** Path relative to the project, or null for files outside of it. */
function inProject(filename: string): string | null {
  return filename.startsWith(ROOT) ? filename.slice(ROOT.length) : null;
}

/** A specifier as project path ("infra/kv.ts") or, for packages, as it stands. */
function resolved(importer: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  return inProject(decodeURIComponent(new URL(specifier, `file://${ROOT}${importer}`).pathname)) ?? specifier;
}

function outermost(path: string): string {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : "the root";
}
