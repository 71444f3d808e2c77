// docs/architecture.md cannot lie: its tables are held against the code that is running.
import assert from "node:assert/strict";
import { RULES } from "../../tools/lint/layer_rules.ts";
import { declaredEvents, effects, listeners } from "./effects.ts";
import { document, exists, quoted, ROOT, tableUnder } from "./markdown.ts";

const architecture = document("docs/architecture.md");
const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ") || "–";
const listening = (event: string) => {
  const { views, messages } = listeners(event);
  return [code(views), code(messages)];
};

Deno.test("every command stands with the events it emits and who listens", () => {
  const actual = effects().map(({ command, stream, event }) =>
    row([code([command]), code([stream]), code([event]), ...listening(event)])
  );
  assert.deepEqual(tableUnder("## Commands", architecture).map(row), actual);
});

Deno.test("every other event stands with the file that notes it", () => {
  const commanded = new Set(effects().map(({ event }) => event));
  const noted = tableUnder("## Other facts", architecture);
  const events = noted.map(([event]) => quoted(event!)[0]!);
  assert.deepEqual(events, declaredEvents.filter((event) => !commanded.has(event)));
  for (const [index, [, path, , ...listed]] of noted.entries()) {
    const file = quoted(path!)[0]!;
    assert.match(Deno.readTextFileSync(new URL(file, ROOT)), new RegExp(`"${events[index]}"`), file);
    assert.deepEqual(listed, listening(events[index]!));
  }
});

Deno.test("the layers stand as the linter enforces them", () => {
  const described = tableUnder("## Layers", architecture).map((
    [folder, , ...may],
  ) => [quoted(folder!)[0], ...may]);
  const enforced = Object.entries(RULES).map(([layer, { imports, types, packages }]) => [
    layer,
    [...imports.filter((other) => other !== layer), ...types.map((other) => `types of ${other}`)].join(
      ", ",
    ) || "–",
    packages === "all" ? "any" : packages.join(", ") || "–",
  ]);
  assert.deepEqual(described, enforced);
});

Deno.test("every path the documents name exists, and every link leads somewhere", () => {
  const { imports } = JSON.parse(document("deno.json")) as { imports: Record<string, string> };
  const isPath = (text: string) =>
    /^[\w.()[\]-]+\/[\w.()[\]/-]*$|^[\w-]+\.(ts|tsx|json|md)$/.test(text) && !(text in imports);
  const missing = ["README.md", "docs/architecture.md", "docs/contracts.md", ...decisions()].flatMap(
    (file) => {
      const text = document(file);
      const links = [...text.matchAll(/[^!]\[[^\]]*\]\(([^):]+)\)/g)].map(([, to]) => beside(file, to!));
      return [...quoted(text).filter(isPath), ...links].filter((path) => !exists(path)).map((path) =>
        `${file}: ${path}`
      );
    },
  );
  assert.deepEqual(missing, []);
});

/** A link of a document as a path from the root. */
function beside(file: string, link: string): string {
  return new URL(link, new URL(file, ROOT)).href.slice(ROOT.href.length);
}

function decisions(): string[] {
  return [...Deno.readDirSync(new URL("docs/decisions/", ROOT))].map(({ name }) => `docs/decisions/${name}`);
}
