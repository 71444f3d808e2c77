// A secret of a provider: what staff has typed wins over the environment, and takes effect with the next call.
import type { SecretSetting } from "../../domain/settings/catalogue.ts";
import type { SecretStore } from "../crypto/secrets.ts";
import { createSingleFlight } from "../single_flight.ts";

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
  const reading = createSingleFlight<string>();
  const read = () =>
    reading.run(name, async () => known = await secrets.get(`setting:${name}`) ?? fromEnvironment);
  await read();
  return {
    read,
    get known() {
      return known;
    },
  };
}
