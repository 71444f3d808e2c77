// `deno task test`: the whole suite. The last line counts: "N passed, N failed, N skipped".

// Everything is allowed because the browser driver looks into /proc, which Deno opens to nobody less; the tests
// themselves talk to loopback only.
const args = ["test", "--parallel", "--no-check", "--allow-all"];
// Nobody is there to look at once: a test that passes at its second try is counted as flaky, and stays named in the output.
if (Deno.env.get("CI") === "true") args.push("--retry=1");
args.push(...(Deno.args.length > 0 ? Deno.args : ["tests/"]));
// Half of a test is waiting for somebody else. More than two files at once wait for each other instead.
const jobs = String(Math.min(2, navigator.hardwareConcurrency));
const process = new Deno.Command(Deno.execPath(), {
  args,
  env: { NO_COLOR: "1", DENO_JOBS: Deno.env.get("DENO_JOBS") ?? jobs },
  stdout: "piped",
  stderr: "inherit",
}).spawn();

let tail = "";
for await (const chunk of process.stdout) {
  Deno.stdout.writeSync(chunk);
  tail = (tail + new TextDecoder().decode(chunk)).slice(-20_000);
}
const { code } = await process.status;
const summary =
  /(\d+) passed(?: \(\d+ steps?\))? \| (\d+) failed(?: \(\d+ steps?\))?(?: \| \d+ flaky)?(?: \| (\d+) ignored)?/g;
const [, passed = "0", failed = "0", skipped = "0"] = [...tail.matchAll(summary)].at(-1) ?? [];
Deno.stdout.writeSync(new TextEncoder().encode(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`));
Deno.exit(code === 0 && passed === "0" ? 1 : code);
