// Child processes of `demo` and `dev`: started together, told to stop together, waited for.

export interface Child {
  readonly name: string;
  readonly process: Deno.ChildProcess;
}

/** Runs a script of this project with Deno in a process of its own; its output goes where ours goes. */
export function startChild(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Child {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", ...args],
    env: { ...env },
    stdin: "null",
  });
  return { name, process: command.spawn() };
}

/** Resolves once the address answers at all; throws when a child ends first. */
export async function untilAnswers(address: string, { name, process }: Child): Promise<void> {
  const ended = process.status.then(({ code }) => {
    throw new Error(`Cannot start ${name}: it ended with code ${code}`);
  });
  const answers = async () => {
    for (;;) {
      const response = await fetch(address).catch(() => null);
      await response?.body?.cancel();
      if (response) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await Promise.race([answers(), ended]);
}

/** Ends the children in reverse order, each gracefully. */
export async function stopChildren(children: readonly Child[]): Promise<void> {
  for (const { process } of children.toReversed()) {
    try {
      process.kill("SIGTERM");
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
    }
    await process.status;
  }
}

/** Resolves on the first Ctrl-C or polite kill. */
export function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    const signals: Deno.Signal[] = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) Deno.addSignalListener(signal, () => resolve());
  });
}

/** The wanted port when it is free, else any free one. */
export function freePort(wanted: number): number {
  for (const port of [wanted, 0]) {
    try {
      const listener = Deno.listen({ port, hostname: "0.0.0.0" });
      const { port: found } = listener.addr as Deno.NetAddr;
      listener.close();
      return found;
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
  throw new Error("Cannot find a free port");
}
