// A secret of a provider: what staff has typed wins over the environment, and takes effect with the next call.
import type { SecretSetting } from "../../domain/settings/catalogue.ts";
import type { SecretStore } from "../crypto/secrets.ts";

export interface ProviderSecret {
  /** The secret now; "" when there is none. */
  read(): Promise<string>;
  /** As it was read last. */
  readonly known: string;
}

export async function createProviderSecret(
  secrets: Pick<SecretStore, "get">,
  name: SecretSetting,
  fromEnvironment: string,
): Promise<ProviderSecret> {
  let known = fromEnvironment;
  let [begun, newest] = [0, 0];
  // Each asks the store: an answer that is shared may be from before staff typed.
  const read = async () => {
    const turn = ++begun;
    const secret = await secrets.get(`setting:${name}`) ?? fromEnvironment;
    if (turn > newest) [newest, known] = [turn, secret];
    return secret;
  };
  await read();
  return {
    read,
    get known() {
      return known;
    },
  };
}
