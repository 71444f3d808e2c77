// Reads tables out of the documents, so that tests can hold them against the code.

export const ROOT = new URL("../../", import.meta.url);

export function document(path: string): string {
  return Deno.readTextFileSync(new URL(path, ROOT));
}

/** The rows under a heading, cells trimmed, without the header: `## Commands` → `[["RespondToCargo", …], …]`. */
export function tableUnder(heading: string, markdown: string): string[][] {
  const [, section] = markdown.split(`\n${heading}\n`);
  if (section === undefined) throw new Error(`Cannot find the heading "${heading}"`);
  const lines = section.split(/\n#/)[0]!.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
}

/** What stands in backticks. */
export function quoted(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text!);
}

/** Whether the project has such a file or folder. */
export function exists(path: string): boolean {
  try {
    Deno.statSync(new URL(path, ROOT));
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
