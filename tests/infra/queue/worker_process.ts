// Starts and kills processes that work on a queue; see crash_worker.ts for what they do.

/** The store, and the file that is the outside world. Each message sent is a byte on standard output. */
export function spawnWorker(path: string, world: string): Deno.ChildProcess {
  const script = new URL("crash_worker.ts", import.meta.url).pathname;
  const args = ["run", "-A", "--no-check", "--unstable-kv", script, path, world];
  return new Deno.Command(Deno.execPath(), { args, stdout: "piped" }).spawn();
}

/** kill -9 after so many were sent, in the middle of whatever it does then; or when there is nothing left to send. */
export async function workUntilKilled(
  path: string,
  world: string,
  sends: number,
  allSent: Promise<void> = new Promise(() => {}),
): Promise<void> {
  const child = spawnWorker(path, world);
  let dots = 0, killed = false;
  const kill = () => {
    if (!killed) child.kill("SIGKILL");
    killed = true;
  };
  allSent.then(kill, kill);
  for await (const chunk of child.stdout) {
    dots += chunk.length;
    if (dots >= sends) kill();
  }
  await child.status;
}
