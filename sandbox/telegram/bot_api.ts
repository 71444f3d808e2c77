// The Bot API: /bot<token>/METHOD. Finds the method, reads its parameters, answers {ok, result} or the refusal.
import type { LoggedRequest } from "../request_log.ts";
import { ApiError, refusal } from "./api_error.ts";
import { messageMethods } from "./methods/messages.ts";
import type { Method } from "./methods/method.ts";
import { paymentMethods } from "./methods/payments.ts";
import { pressMethods } from "./methods/presses.ts";
import { profileMethods } from "./methods/profile.ts";
import { updateMethods } from "./methods/updates.ts";
import { type Parameters, readParameters } from "./parameters.ts";
import type { TelegramWorld } from "./world.ts";

const METHODS = new Map<string, Method>(
  Object.entries({
    ...messageMethods,
    ...paymentMethods,
    ...pressMethods,
    ...profileMethods,
    ...updateMethods,
  })
    // Telegram does not mind the case of method names.
    .map(([name, method]) => [name.toLowerCase(), method]),
);

const PATH = /^\/bot([^/]+)\/(?:test\/)?(\w+)\/?$/;

/** The method a path names; null when the path is not of the Bot API. */
export function methodName(url: URL): string | null {
  return url.pathname.startsWith("/bot") ? PATH.exec(url.pathname)?.[2] ?? "(unknown)" : null;
}

export async function answerBot(
  world: TelegramWorld,
  request: Request,
  url: URL,
  entry: LoggedRequest,
): Promise<Response> {
  const [, token, name = ""] = PATH.exec(url.pathname) ?? [];
  if (token === undefined) return refusal(404);
  if (decodeURIComponent(token) !== world.botToken) return refusal(401);
  const method = METHODS.get(name.toLowerCase());
  if (!method) return refusal(404);
  try {
    const parameters = await readParameters(request, url);
    entry.note = withoutSecrets(parameters);
    return Response.json({ ok: true, result: await method(world, parameters) });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { code, message, parameters } = error;
    if (!parameters) return refusal(code, undefined, message);
    return Response.json({ ok: false, error_code: code, description: message, parameters }, { status: code });
  }
}

function withoutSecrets({ secret_token, provider_token: _provider, ...rest }: Parameters): Parameters {
  return secret_token === undefined ? rest : { ...rest, secret_token: "(given)" };
}
