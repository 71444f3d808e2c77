// Runs a script of this folder in a process of its own, so that memory and warm-up are its own too.
export async function runChild(script: string, ...args: string[]): Promise<string> {
  const path = new URL(script, import.meta.url).pathname;
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-check",
      "--unstable-kv",
      "--allow-read",
      "--allow-write",
      "--allow-sys",
      "--allow-env",
      path,
      ...args,
    ],
  }).output();
  if (!success) throw new Error(`Cannot run ${script}: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}
