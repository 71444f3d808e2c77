// `deno task backup FILE`: a copy of the whole store at KV_PATH as it is now, proved to be whole. Works while the product
// runs. To go back, stop the product, remove KV_PATH and the -wal and -shm files beside it, and put the copy there.
import { backup } from "../infra/backup/backup.ts";
import { parseSettings } from "../infra/config.ts";
import { main as verify } from "./events_verify.ts";
import { type Environment, parseArgs, print, run } from "./store_command.ts";

export async function main(args: string[], environment: Environment, say = print): Promise<number> {
  const { files: [file] } = parseArgs(args, []);
  if (file === undefined) throw new Error("Usage: backup FILE");
  const { KV_PATH } = parseSettings(environment, "KV_PATH");
  say(`${await backup(KV_PATH, file)} bytes written to ${file}`);
  return await verify([], { ...environment, KV_PATH: file }, say);
}

if (import.meta.main) await run(main);
