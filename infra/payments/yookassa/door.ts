// The webhook of YooKassa: the secret in the address, where it comes from, its shape; the rest is asked for later.
import type { NotificationDoor } from "../../../domain/payments/ports.ts";
import { itemsOf } from "../../../domain/settings/secrets.ts";
import { sameSecret } from "../../crypto/same_secret.ts";
import { digestOf, type Inbox, type InboxJob } from "../inbox.ts";
import type { ProviderSecret } from "../secret.ts";
import { jsonOf } from "./json.ts";
import { readNotification, subjectOf } from "./notification.ts";

/** The job that looks into a notification. */
export const JUDGE_NOTIFICATION = "payments.judge_notification";
const JUDGE: InboxJob = {
  kind: JUDGE_NOTIFICATION,
  data: ({ deliveryId, provider, receivedAt, eventType, objectId }) => ({
    deliveryId,
    provider,
    receivedAt,
    eventType,
    objectId,
  }),
};

export interface DoorDeps {
  /** A comma list of tokens that are good now. */
  readonly tokens: ProviderSecret;
  readonly isTheirs: (address: string) => boolean;
  readonly inbox: Inbox;
}

export function createYooKassaDoor({ tokens, isTheirs, inbox }: DoorDeps): NotificationDoor {
  const provider = "yookassa" as const;

  async function knows(token: string): Promise<boolean> {
    const good = itemsOf(await tokens.read());
    // All are compared, so that the place of the right one does not show in the time it takes.
    return good.map((one) => sameSecret(one, token)).includes(true);
  }

  return {
    async admit({ token, remoteIp }, correlationId) {
      const about = { provider, remoteIp };
      if (!await knows(token)) {
        await inbox.refused(about, "bad_token", correlationId);
        return "bad_token";
      }
      if (isTheirs(remoteIp)) return "admitted";
      await inbox.refused(about, "bad_ip", correlationId);
      return "bad_ip";
    },
    async receive({ remoteIp }, body, correlationId) {
      const about = { provider, remoteIp, bodyDigest: digestOf(body) };
      const json = jsonOf(body);
      const notification = json === undefined ? null : readNotification(json);
      if (!notification) {
        await inbox.judged(about, "bad_shape", correlationId);
        return json === undefined ? { refused: "not_json" } : { ok: true };
      }
      const claimed = { ...about, ...notification };
      if (subjectOf(notification.eventType) === null) await inbox.judged(claimed, "ignored", correlationId);
      else await inbox.keep(claimed, JUDGE, correlationId);
      return { ok: true };
    },
  };
}
