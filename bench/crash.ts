// Kills a process under 50 writers a hundred times and says what became of what was acknowledged; then kills the product
// fifty times in the middle of sending and says what became of its messages. Arguments: how many kills of each.
import { crashAndLook } from "../tests/infra/eventlog/crash.ts";
import { crashDeliveries } from "../tests/product/bot/delivery_crash.ts";
import { withFolder } from "./stores.ts";

const kills = Number(Deno.args[0] ?? 100);
const sendingKills = Number(Deno.args[1] ?? 50);

function print(lines: readonly string[]): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${lines.join("\n")}\n`));
}

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
  print(lines);
  const clean = lost.length + doubled.length + misplaced.length + torn.length === 0 && verification.ok;
  if (!clean) Deno.exitCode = 1;
});

const { kills: killed, midSending, promised, arrived, unknown, lost, doubled } = await crashDeliveries(
  sendingKills,
);
print([
  "",
  `kill -9 of the product       ${killed}, ${midSending} with a message on the line`,
  `messages promised            ${promised}`,
  `arrived                      ${arrived}`,
  `shown as unknown             ${unknown}`,
  `lost                         ${lost.length}`,
  `doubled                      ${doubled.length}`,
]);
if (lost.length + doubled.length > 0) Deno.exitCode = 1;
