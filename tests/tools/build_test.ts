// The build: the manifest it writes, what it refuses to send to browsers, and when it has nothing to do.
import { match, rejects, strictEqual as equal } from "node:assert/strict";
import { main } from "../../tools/build.ts";
import { build } from "../../tools/build/bundle.ts";
import { isFresh } from "../../tools/build/inputs.ts";
import { manifestSource } from "../../tools/build/manifest.ts";

const ISLAND = 'import { h } from "preact"; export default () => h("b", null, "x");';

/** A site in a folder of its own. The bundler is a child process that ends a moment after the build. */
function siteTest(
  name: string,
  files: Record<string, string>,
  check: (root: URL, outDir: URL) => Promise<void>,
): void {
  Deno.test({ name, sanitizeOps: false, sanitizeResources: false }, async () => {
    const folder = await Deno.makeTempDir();
    const root = new URL(`file://${folder}/`);
    try {
      for (const [path, text] of Object.entries(files)) await write(root, path, text);
      await check(root, new URL("_fresh/", root));
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

async function write(root: URL, path: string, text: string): Promise<void> {
  const file = new URL(path, root);
  await Deno.mkdir(new URL("./", file), { recursive: true });
  await Deno.writeTextFile(file, text);
}

siteTest("the manifest lists routes and islands, sorted, without shared code, entries and tests", {
  "routes/index.tsx": "",
  "routes/(_shared)/session.ts": "",
  "routes/api/me.ts": "",
  "routes/api/me_test.ts": "",
  "routes/notes.md": "",
  "islands/admin/Replay.tsx": "",
  "islands/Filter.tsx": "",
  "islands/(_entries)/sw.ts": "",
}, async (root) => {
  const source = await manifestSource(root);
  const listed = [...source.matchAll(/^ {4}"(.*)": (\w+),$/gm)].map(([, path, name]) => `${name} ${path}`);
  equal(
    listed.join("; "),
    "route0 ./routes/api/me.ts; route1 ./routes/index.tsx; island0 ./islands/Filter.tsx; " +
      "island1 ./islands/admin/Replay.tsx",
  );
});

Deno.test("the fixture's committed manifest is what its folders say", async () => {
  const root = new URL("../infra/fresh/fixture/", import.meta.url);
  equal(await Deno.readTextFile(new URL("fresh.gen.ts", root)), await manifestSource(root));
});

siteTest(
  "--check is 1 while fresh.gen.ts is missing or stale and writes nothing",
  { "routes/a.ts": "" },
  async (root) => {
    equal(await main(["--check"], root), 1);
    equal(await main([], root), 0);
    equal(await main(["--check"], root), 0);
    await write(root, "routes/b.ts", "");
    equal(await main(["--check"], root), 1);
    equal((await Deno.readTextFile(new URL("fresh.gen.ts", root))).includes("b.ts"), false);
  },
);

siteTest("a build is fresh until an island, a component, a text or a static file changes", {
  "islands/A.tsx": ISLAND,
  "static/app.css": "body{}",
}, async (root, outDir) => {
  equal(await isFresh(root, outDir), false);
  await build(root, outDir);
  equal(await isFresh(root, outDir), true);
  for (const path of ["static/app.css", "islands/A.tsx", "components/C.tsx", "texts/ru.ts"]) {
    await write(root, path, ISLAND + "// changed");
    equal(await isFresh(root, outDir), false, path);
    await build(root, outDir);
  }
});

siteTest("the same sources give the same build", { "islands/A.tsx": ISLAND }, async (root, outDir) => {
  const first = await build(root, outDir);
  const second = await build(root, new URL("again/", root));
  equal(JSON.stringify(first), JSON.stringify(second));
});

siteTest("a value from the domain fails the build and names the chain", {
  "domain/secret.ts": "export const secret = String(Math.random());",
  "components/Card.tsx": 'import { secret } from "../domain/secret.ts"; export const Card = () => secret;',
  "islands/A.tsx": 'import { Card } from "../components/Card.tsx"; export default () => Card();',
}, async (root, outDir) => {
  await rejects(
    build(root, outDir),
    /domain\/secret\.ts.*domain\/secret\.ts ← components\/Card\.tsx ← islands\/A\.tsx/s,
  );
});

for (const folder of ["infra", "routes", "sandbox"]) {
  siteTest(`a value from ${folder}/ fails the build`, {
    [`${folder}/x.ts`]: "export const x = 1;",
    "islands/A.tsx": `import { x } from "../${folder}/x.ts"; export default () => x;`,
  }, async (root, outDir) => {
    await rejects(build(root, outDir), new RegExp(`Cannot bundle "${folder}/x.ts"`));
  });
}

siteTest("the server half of Fresh fails the build", {
  "islands/A.tsx": 'import { App } from "fresh"; export default () => String(App);',
}, async (root, outDir) => {
  await rejects(build(root, outDir), /Cannot bundle/);
});

siteTest("a module only a server has fails the build", {
  "islands/A.tsx": 'import { readFileSync } from "node:fs"; export default () => readFileSync("/x", "utf8");',
}, async (root, outDir) => {
  await rejects(
    build(root, outDir),
    /Cannot bundle "node:fs" for the browser \(imported by .*islands\/A\.tsx\)/,
  );
});

siteTest("types of the domain may be imported", {
  "domain/cargo.ts": "export interface Cargo { id: string }",
  "islands/A.tsx":
    'import type { Cargo } from "../domain/cargo.ts"; export default ({ cargo }: { cargo: Cargo }) => cargo.id;',
}, async (root, outDir) => {
  const { snapshot } = await build(root, outDir);
  match(snapshot.islands["./islands/A.tsx"]!.url, /^\/_fresh\/js\/A-[A-Z0-9]+\.js$/);
});

siteTest(
  "a failed build leaves the previous one in place",
  { "islands/A.tsx": ISLAND },
  async (root, outDir) => {
    await build(root, outDir);
    await write(root, "islands/A.tsx", "this is not TypeScript");
    await rejects(build(root, outDir));
    match(await Deno.readTextFile(new URL("snapshot.json", outDir)), /islands\/A\.tsx/);
  },
);
