// OfferBackhaul, StopBackhaulOffers, ResumeBackhaulOffers.
import type { BackhaulCommand } from "../../../domain/backhaul/commands.ts";
import { backhaulDecider } from "../../../domain/backhaul/decide.ts";
import type { BackhaulEvent } from "../../../domain/backhaul/events.ts";
import { given } from "../../support/given.ts";
import { cargo, ref } from "../responses/story.ts";

const { driverId, responseId } = ref;
const data = { driverId, responseId, query: "mode=all", cargos: [cargo] };
const offer: BackhaulCommand = { type: "OfferBackhaul", offer: data };
const stop: BackhaulCommand = { type: "StopBackhaulOffers", driverId };
const resume: BackhaulCommand = { type: "ResumeBackhaulOffers", driverId };
const offered: BackhaulEvent = { type: "BackhaulOffered", data };
const stopped: BackhaulEvent = { type: "BackhaulOffersStopped", data: { driverId } };
const resumed: BackhaulEvent = { type: "BackhaulOffersResumed", data: { driverId } };

Deno.test("loads home are offered once for each response", () => {
  given(backhaulDecider).when(offer).then(offered);
  given(backhaulDecider, offered).when(offer).nothingHappens();
  const another = { ...data, responseId: `${driverId}-7` };
  given(backhaulDecider, offered).when({ type: "OfferBackhaul", offer: another }).then({
    type: "BackhaulOffered",
    data: another,
  });
});

Deno.test("a driver who does not want them is offered none until they are wanted again", () => {
  given(backhaulDecider).when(stop).then(stopped);
  given(backhaulDecider, stopped).when(offer).nothingHappens();
  given(backhaulDecider, stopped).when(resume).then(resumed);
  given(backhaulDecider, stopped, resumed).when(offer).then(offered);
});

Deno.test("saying the same twice does nothing", () => {
  given(backhaulDecider, stopped).when(stop).nothingHappens();
  given(backhaulDecider).when(resume).nothingHappens();
});
