// What may happen to a driver: to be registered, to sign in and out, to change the Telegram name, to look for
// some loads and not others, to say what answers begin with, to be forgotten.
import type { Decider, Decision } from "../shared/decider.ts";
import type { DriverCommand, RespondDefaults, TelegramUser } from "./commands.ts";
import type { DriverEvent } from "./events.ts";

export type DriverState =
  | { readonly status: "unknown" }
  /** `query`: the filters remembered last. */
  | { readonly status: "registered"; readonly query: string }
  | { readonly status: "forgotten" };

type Outcome = Decision<DriverEvent, never>;
const NOTHING: Outcome = { ok: [] };

export const driverDecider: Decider<DriverCommand, DriverState, DriverEvent, never> = {
  initialState: { status: "unknown" },
  evolve(state, event) {
    if (event.type === "DriverForgotten") return { status: "forgotten" };
    if (event.type === "FiltersRemembered") return { status: "registered", query: event.data.query };
    return state.status === "registered" ? state : { status: "registered", query: "" };
  },
  decide(command, state) {
    switch (command.type) {
      case "RegisterSignIn":
        return signIn(command.user, command.renamed, state);
      case "RegisterSignOut":
        return signOut(command.driverId, state);
      case "RememberFilters":
        return remember(command.driverId, command.query, state);
      case "ShareContact":
        return shareContact(command.driverId, command.phone, state);
      case "ChangeRespondDefaults":
        return changeDefaults(command.driverId, command.defaults, state);
      case "ForgetDriver":
        return forget(command.driverId, state);
    }
  },
};

function signIn(user: TelegramUser, renamed: boolean, state: DriverState): Outcome {
  const signedIn: DriverEvent = { type: "DriverSignedIn", data: { driverId: user.id } };
  switch (state.status) {
    case "registered":
      return { ok: renamed ? [{ type: "DriverRenamed", data: profile(user) }, signedIn] : [signedIn] };
    case "unknown":
    case "forgotten":
      return { ok: [{ type: "DriverRegistered", data: profile(user, user.languageCode) }, signedIn] };
  }
}

function signOut(driverId: number, state: DriverState): Outcome {
  switch (state.status) {
    case "registered":
      return { ok: [{ type: "DriverSignedOut", data: { driverId } }] };
    case "unknown":
    case "forgotten":
      return NOTHING;
  }
}

function remember(driverId: number, query: string, state: DriverState): Outcome {
  switch (state.status) {
    case "registered":
      if (state.query === query) return NOTHING;
      return { ok: [{ type: "FiltersRemembered", data: { driverId, query } }] };
    case "unknown":
    case "forgotten":
      return NOTHING;
  }
}

/** What was said before is sealed, so that nothing has changed is for the one who asks to see. */
function shareContact(driverId: number, phone: string, state: DriverState): Outcome {
  switch (state.status) {
    case "registered":
      return { ok: [{ type: "ContactShared", data: { driverId, phone } }] };
    case "unknown":
    case "forgotten":
      return NOTHING;
  }
}

function changeDefaults(driverId: number, defaults: RespondDefaults, state: DriverState): Outcome {
  switch (state.status) {
    case "registered":
      return { ok: [{ type: "RespondDefaultsChanged", data: { driverId, ...defaults } }] };
    case "unknown":
    case "forgotten":
      return NOTHING;
  }
}

function forget(driverId: number, state: DriverState): Outcome {
  switch (state.status) {
    case "registered":
      return { ok: [{ type: "DriverForgotten", data: { driverId } }] };
    case "unknown":
    case "forgotten":
      return NOTHING;
  }
}

function profile({ id, firstName, username }: TelegramUser, languageCode?: string) {
  return {
    driverId: id,
    firstName,
    ...(username !== undefined && { username }),
    ...(languageCode !== undefined && { languageCode }),
  };
}
