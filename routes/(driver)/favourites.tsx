// The driver's favourites, newest first, at today's prices; what is gone is shown as gone until it is put away.
import { page } from "fresh";
import { BackLink } from "../../components/BackLink.tsx";
import { FavouriteItem } from "../../components/FavouriteItem.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { favourites as texts } from "../../texts/marks.ts";
import { define } from "../(_shared)/define.ts";
import { callerOf } from "./(_shared)/caller.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app } = ctx.state;
    const { driverId } = callerOf(ctx.state);
    const [kept, badges] = await Promise.all([
      app.marks.favourites(driverId),
      app.responses.badges(driverId),
    ]);
    return page(kept.map((favourite) => ({ favourite, response: badges.get(favourite.cargoId) })));
  },
});

export default define.page<typeof handler>(({ data }) => (
  <>
    <PageTitle title={texts.title} />
    <BackLink href="/profile" />
    <h1>{texts.title}</h1>
    {data.length === 0 && (
      <Notice title={texts.empty} text={texts.emptyHint} action={{ href: "/", label: texts.toList }} />
    )}
    {data.map(({ favourite, response }) => (
      <FavouriteItem key={favourite.cargoId} favourite={favourite} response={response} />
    ))}
  </>
));
