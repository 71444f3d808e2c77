// Kills a process under 50 writers a hundred times and says what became of what was acknowledged. Arguments: how many kills.
import { crashAndLook } from "../tests/infra/eventlog/crash.ts";
import { withFolder } from "./stores.ts";

const kills = Number(Deno.args[0] ?? 100);

await withFolder(async (folder) => {
  const report = await crashAndLook(`${folder}/crash.kv`, {
    rounds: kills,
    processes: 1,
    writers: 50,
    acksPerKill: 300,
  });
  const { acknowledged, lost, doubled, misplaced, torn, verification } = report;
  const lines = [
    `kill -9                      ${kills}`,
    `acknowledged                 ${acknowledged}`,
    `in the log                   ${verification.events}`,
    `lost                         ${lost.length}`,
    `doubled                      ${doubled.length}`,
    `at another position          ${misplaced.length}`,
    `without their message        ${torn.length}`,
    `gaps and broken hashes       ${verification.ok ? 0 : `first at position ${verification.firstBad}`}`,
  ];
  Deno.stdout.writeSync(new TextEncoder().encode(`${lines.join("\n")}\n`));
  const clean = lost.length + doubled.length + misplaced.length + torn.length === 0 && verification.ok;
  if (!clean) Deno.exitCode = 1;
});
