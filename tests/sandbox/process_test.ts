// Each sandbox runs as a program of its own and ends cleanly when told to.
import assert from "node:assert/strict";

for (const name of ["cargotech", "telegram"]) {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    Deno.test(`the ${name} sandbox prints its address and ends on ${signal}`, async () => {
      const main = new URL(`../../sandbox/${name}/main.ts`, import.meta.url).pathname;
      const child = new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-check", "-A", main],
        env: { SANDBOX_PORT: "0" },
        stdout: "piped",
      }).spawn();
      const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
      const address = /http:\S+/.exec((await reader.read()).value ?? "")?.[0] ?? assert.fail("no address");
      const response = await fetch(`${address}/__control/log`);
      assert.deepEqual(await response.json(), []);
      child.kill(signal);
      assert.equal((await child.status).code, 0);
      await reader.cancel();
    });
  }
}
