// `deno task events:verify`: proves that the history of the store at KV_PATH is whole; exit 1 and the first bad position
// if it is not. With SECRET_KEY the signed head must be genuine and agree too, with ENCRYPTION_KEYS every personal key
// must open. Works while the product runs.
import { parseSettings } from "../infra/config.ts";
import { createSignedHeads, type SignedHeads } from "../infra/eventlog/integrity/signed_head.ts";
import { verifyStore } from "../infra/eventlog/integrity/verify_store.ts";
import { PersonalKeys, ringIn } from "./personal_keys.ts";
import { type Environment, parseArgs, print, run, withStore } from "./store_command.ts";

export async function main(args: string[], environment: Environment, say = print): Promise<number> {
  parseArgs(args, []);
  return await withStore(environment, async (kv) => {
    const { ok, events, head, firstBad, problem } = await verifyStore(kv, signedHeads(kv, environment));
    if (ok) say(`ok: ${events} events, head ${head.position} ${head.hash}`);
    else say(`broken at position ${firstBad}: ${problem} (${events} events read, head ${head.position})`);
    if (!environment.SECRET_KEY) {
      say("the signed head was not looked at: there is no SECRET_KEY to check it with");
    }
    const people = new PersonalKeys(ringIn(environment));
    await people.check(kv);
    const unreadable = people.problem();
    if (unreadable !== null) say(`${unreadable}: nothing they have sealed can be read`);
    if (people.untried) say("no personal key was tried: there are no ENCRYPTION_KEYS to open it with");
    return ok && unreadable === null ? 0 : 1;
  });
}

/** A signature nobody can check is no proof of anything. */
function signedHeads(kv: Deno.Kv, environment: Environment): Pick<SignedHeads, "read"> {
  if (!environment.SECRET_KEY) return { read: () => Promise.resolve(null) };
  const { SECRET_KEY: keys } = parseSettings(environment, "SECRET_KEY");
  return createSignedHeads({ kv, keys, clock: Date.now, random: Math.random });
}

if (import.meta.main) await run(main);
