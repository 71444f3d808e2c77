// What the code does with commands and events, found by running it: the truth behind docs/architecture.md.
import { contactsStream } from "../../domain/contacts/commands.ts";
import { contactDecider } from "../../domain/contacts/decide.ts";
import { type BackhaulCommand, backhaulStream } from "../../domain/backhaul/commands.ts";
import { backhaulDecider } from "../../domain/backhaul/decide.ts";
import { type DriverCommand, driverStream } from "../../domain/drivers/commands.ts";
import { driverDecider } from "../../domain/drivers/decide.ts";
import type { DriverEvent } from "../../domain/drivers/events.ts";
import { eventSchemas, schemaVersionOf } from "../../domain/events.ts";
import { type MarkCommand, marksStream } from "../../domain/marks/commands.ts";
import { markDecider } from "../../domain/marks/decide.ts";
import type { MarkEvent } from "../../domain/marks/events.ts";
import { activity } from "../../domain/history/activity.ts";
import { eventIndex } from "../../domain/history/event_index.ts";
import { createReactions } from "../../domain/processes/mod.ts";
import { allProjections } from "../../domain/projections/all.ts";
import { type ResponseCommand, responseStream } from "../../domain/responses/commands.ts";
import { responseDecider } from "../../domain/responses/decide.ts";
import { type SearchCommand, searchStream } from "../../domain/searches/commands.ts";
import { searchDecider } from "../../domain/searches/decide.ts";
import type { DomainEvent } from "../../domain/shared/event.ts";
import { cargo, historyOf, ref, respond } from "../domain/responses/story.ts";
import * as search from "../domain/searches/story.ts";
import { stored } from "../support/stored.ts";
import { type Effect, emitted } from "./emitted.ts";
import { moneyEffects } from "./money_effects.ts";

/** One of each command: the compiler asks for the missing one. */
const responseCommands: { [T in ResponseCommand["type"]]: Extract<ResponseCommand, { type: T }> } = {
  RespondToCargo: respond,
  AcceptResponse: { type: "AcceptResponse" },
  RejectResponse: { type: "RejectResponse" },
  CompleteResponse: { type: "CompleteResponse" },
  WithdrawResponse: { type: "WithdrawResponse" },
  SeeResponse: { type: "SeeResponse" },
  NoteToDriver: { type: "NoteToDriver", noteId: "-1000000001.18", note: "Адрес изменился" },
  RateCargo: { type: "RateCargo", form: { stars: 5 } },
};
const { driverId } = ref;
const requestedAt = "2026-03-05T09:00:00.000Z";
const user = { id: driverId, firstName: "Иван" };
const driverCommands: { [T in DriverCommand["type"]]: Extract<DriverCommand, { type: T }> } = {
  RegisterSignIn: { type: "RegisterSignIn", user, renamed: true },
  RegisterSignOut: { type: "RegisterSignOut", driverId },
  RememberFilters: { type: "RememberFilters", driverId, query: "mode=all" },
  ShareContact: { type: "ShareContact", driverId, phone: "+79123456789" },
  ChangeRespondDefaults: {
    type: "ChangeRespondDefaults",
    driverId,
    defaults: { phone: "+79123456789", name: "Иван" },
  },
  ForgetDriver: { type: "ForgetDriver", driverId },
};
const driverHistories: DriverEvent[][] = [[], [{
  type: "DriverRegistered",
  data: { driverId, firstName: "Иван" },
}]];

const { cargoId } = ref;
const company = "ООО Ромашка";
const markCommands: { [T in MarkCommand["type"]]: Extract<MarkCommand, { type: T }> } = {
  KeepCargo: { type: "KeepCargo", driverId, cargoId, cargo },
  UnkeepCargo: { type: "UnkeepCargo", driverId, cargoId },
  HideCargo: { type: "HideCargo", driverId, cargoId, cargo },
  ShowCargo: { type: "ShowCargo", driverId, cargoId },
  HideCompany: { type: "HideCompany", driverId, company },
  ShowCompany: { type: "ShowCompany", driverId, company },
  ClearMarks: { type: "ClearMarks", driverId },
};
const markHistories: MarkEvent[][] = [[], [
  { type: "CargoKept", data: { driverId, cargoId, cargo } },
  { type: "CargoHidden", data: { driverId, cargoId, cargo } },
  { type: "CompanyHidden", data: { driverId, company } },
]];

const searchCommands: { [T in SearchCommand["type"]]: Extract<SearchCommand, { type: T }> } = {
  SaveSearch: search.save,
  ChangeSearch: search.change,
  RemoveSearch: search.remove,
};
const { responseId } = ref;
const backhaulCommands: { [T in BackhaulCommand["type"]]: Extract<BackhaulCommand, { type: T }> } = {
  OfferBackhaul: { type: "OfferBackhaul", offer: { driverId, responseId, query: "", cargos: [cargo] } },
  StopBackhaulOffers: { type: "StopBackhaulOffers", driverId },
  ResumeBackhaulOffers: { type: "ResumeBackhaulOffers", driverId },
};
const backhaulHistories = [[], [{ type: "BackhaulOffersStopped", data: { driverId } }]] as const;

export type { Effect } from "./emitted.ts";

/** Every event every command can lead to, from any phase. */
export function effects(): Effect[] {
  const driver = driverStream(driverId).replace(String(driverId), "{driverId}");
  const marked = marksStream(driverId).replace(String(driverId), "{driverId}");
  const asked = contactsStream(ref).replace(ref.responseId, "{driverId}-{cargoId}");
  const response = responseStream(ref).replace(ref.responseId, "{driverId}-{cargoId}");
  const found = searchStream(search.about.searchId).replace(search.about.searchId, "{id}");
  const home = backhaulStream(driverId).replace(String(driverId), "{driverId}");
  return [
    ...emitted(driverDecider, Object.values(driverCommands), driverHistories, driver),
    ...emitted(markDecider, Object.values(markCommands), markHistories, marked),
    ...emitted(contactDecider, [{ type: "RequestContacts", driverId, cargoId, requestedAt }], [[]], asked),
    ...emitted(responseDecider, Object.values(responseCommands), Object.values(historyOf), response),
    ...emitted(searchDecider, Object.values(searchCommands), Object.values(search.historyOf), found),
    ...emitted(backhaulDecider, Object.values(backhaulCommands), backhaulHistories, home),
    ...moneyEffects(),
  ];
}

const react = createReactions({ dispatchChatId: "-1", admins: ["1"] });

/** The console listens to everything. */
const views = allProjections.filter((view) => view !== eventIndex && view !== activity);

/** Views that fold an event, then messages it causes: as its golden JSON shows it. */
export function listeners(type: string): { views: string[]; messages: string[] } {
  const golden = new URL(`../fixtures/events/${type}.v${schemaVersionOf(type)}.json`, import.meta.url);
  const { data } = JSON.parse(Deno.readTextFileSync(golden));
  const event: DomainEvent = { type, data };
  const [fact] = stored("any", event);
  return {
    views: views.filter((view) => view.keys(fact!).length > 0).map(({ name }) => name),
    messages: [...new Set(react(event).map(({ kind }) => kind))],
  };
}

export const declaredEvents: readonly string[] = [...eventSchemas.keys()];
