// The layer rules as an editor shows them.
import { deepStrictEqual as same } from "node:assert/strict";
import plugin from "../../tools/lint/layers.ts";

const ROOT = decodeURIComponent(new URL("../../", import.meta.url).pathname);
const messages = (file: string, source: string) =>
  Deno.lint.runPlugin(plugin, ROOT + file, source).map(({ message }) => message);

const allowed: [file: string, source: string][] = [
  ["domain/cargo/decide.ts", 'import { z } from "zod"; import { money } from "../shared/money.ts";'],
  [
    "infra/kv.ts",
    'import { x } from "../domain/app.ts"; import ru from "../texts/ru.ts"; import "./fresh/serve.ts";',
  ],
  ["infra/fresh/app.ts", 'import { h } from "preact"; import { x } from "./render.ts";'],
  ["routes/index.tsx", 'import { page } from "fresh"; import Card from "../components/Card.tsx";'],
  [
    "routes/api/me.ts",
    'import { x } from "../../domain/app.ts"; import { y } from "../(_shared)/session.ts";',
  ],
  ["islands/Filter.tsx", 'import type { Cargo } from "../domain/cargo/view.ts"; import { h } from "preact";'],
  ["islands/admin/X.tsx", 'import { type Cargo } from "../../domain/cargo/view.ts";'],
  [
    "components/Card.tsx",
    'import type { Cargo } from "../domain/cargo/view.ts"; import ru from "../texts/ru.ts";',
  ],
  ["sandbox/telegram/main.ts", 'import { x } from "./chat.ts"; import { Bot } from "grammy";'],
  [
    "tests/domain/x_test.ts",
    'import { x } from "../../infra/kv.ts"; import { y } from "../../routes/index.tsx";',
  ],
  ["main.ts", 'import { x } from "./infra/world.ts"; import { y } from "./domain/app.ts";'],
  ["tests/x_test.ts", 'const path = "./y.ts"; await import(path);'],
  ["tools/build.ts", 'import { x } from "../infra/fresh/serve.ts";'],
];
for (const [file, source] of allowed) {
  Deno.test(`${file} may say ${source}`, () => same(messages(file, source), []));
}

const refused: [file: string, source: string, message: string][] = [
  ["domain/cargo/decide.ts", 'import { x } from "../../infra/kv.ts";', "domain/ may not import infra/"],
  ["domain/app.ts", 'import ru from "../texts/ru.ts";', "domain/ may not import texts/"],
  ["domain/app.ts", 'import { h } from "preact";', 'domain/ may not import the package "preact"'],
  ["domain/app.ts", 'import { x } from "node:crypto";', 'domain/ may not import the package "node:crypto"'],
  ["domain/app.ts", 'export * from "../infra/kv.ts";', "domain/ may not import infra/"],
  ["domain/app.ts", 'export { x } from "../infra/kv.ts";', "domain/ may not import infra/"],
  ["domain/app.ts", 'const x = await import("../infra/kv.ts");', "domain/ may not import infra/"],
  [
    "domain/app.ts",
    'const name = "kv"; await import(`../infra/${name}.ts`);',
    "domain/ may import only what it names: a computed import cannot be checked",
  ],
  [
    "islands/X.tsx",
    'const x = "../routes/index.tsx"; await import(x);',
    "islands/ may import only what it names: a computed import cannot be checked",
  ],
  [
    "domain/app.ts",
    'await import("../infra/" + "kv.ts");',
    "domain/ may import only what it names: a computed import cannot be checked",
  ],
  ["domain/app.ts", 'import type { Kv } from "../infra/kv.ts";', "domain/ may not import infra/"],
  ["infra/kv.ts", 'import { x } from "../routes/index.tsx";', "infra/ may not import routes/"],
  ["infra/kv.ts", 'import { x } from "../main.ts";', "infra/ may not import the root"],
  ["infra/fresh/app.ts", 'import { x } from "../kv.ts";', "infra/fresh/ may not import infra/"],
  ["infra/fresh/app.ts", 'import { x } from "../../domain/app.ts";', "infra/fresh/ may not import domain/"],
  ["routes/index.tsx", 'import { x } from "../infra/kv.ts";', "routes/ may not import infra/"],
  [
    "islands/X.tsx",
    'import { x } from "../domain/app.ts";',
    "islands/ may import only types of domain/ (import type)",
  ],
  [
    "islands/X.tsx",
    'import { type A, b } from "../domain/a.ts";',
    "islands/ may import only types of domain/ (import type)",
  ],
  ["islands/X.tsx", 'import { x } from "../routes/index.tsx";', "islands/ may not import routes/"],
  ["components/X.tsx", 'import X from "../islands/X.tsx";', "components/ may not import islands/"],
  [
    "components/X.tsx",
    'export { x } from "../domain/a.ts";',
    "components/ may import only types of domain/ (import type)",
  ],
  ["texts/ru.ts", 'import { x } from "../domain/app.ts";', "texts/ may not import domain/"],
  ["sandbox/a.ts", 'import { x } from "../infra/kv.ts";', "sandbox/ may not import infra/"],
  ["domain/a.ts", "export const at = Date.now();", "domain/ is pure: Date.now must come in as an argument"],
  ["domain/a.ts", "export const at = new Date();", "domain/ is pure: new Date() must come in as an argument"],
  [
    "domain/a.ts",
    "export const x = Math.random();",
    "domain/ is pure: Math.random must come in as an argument",
  ],
  [
    "domain/a.ts",
    "export const x = crypto.randomUUID();",
    "domain/ is pure: crypto.randomUUID must come in as an argument",
  ],
  ["domain/a.ts", 'export const x = Deno.env.get("X");', "domain/ is pure: Deno must come in as an argument"],
  ["domain/a.ts", 'export const x = fetch("/");', "domain/ is pure: fetch must come in as an argument"],
  ["domain/a.ts", "setTimeout(() => {}, 1);", "domain/ is pure: setTimeout must come in as an argument"],
];
for (const [file, source, message] of refused) {
  Deno.test(`${file} may not say ${source}`, () => same(messages(file, source), [message]));
}

Deno.test("the domain may name a property like a global and make a date of a number", () => {
  same(messages("domain/a.ts", "export const port = { fetch: 1 }; port.fetch; new Date(0);"), []);
  same(messages("domain/a.ts", "export interface Port { fetch(): void; setTimeout: number }"), []);
});
