// What is sold, for how much and for how long. Who has begun to pay pays the price as it was then.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { streamAddress } from "../../../components/admin/addresses.ts";
import { TariffForm, type TypedTariff } from "../../../components/admin/money/TariffForm.tsx";
import type { Tariff } from "../../../domain/settings/mod.ts";
import { consoleTexts } from "../../../texts/admin.ts";
import { fieldSentence } from "../../../texts/admin_errors.ts";
import { settingTexts as texts } from "../../../texts/admin_settings.ts";
import { roublesTyped } from "../../../texts/format.ts";
import { define } from "../../(_shared)/define.ts";
import { refuse } from "../../(_shared)/refusal_page.ts";
import { readForm } from "../../(driver)/(_shared)/read_form.ts";
import { reason } from "../../api/admin/(_schemas)/money.ts";
import { staffOrigin } from "../../api/admin/(_shared)/staff_origin.ts";
import { type FormErrors, kopecksTyped, number } from "../(_shared)/money_form.ts";

const NO_ERRORS: FormErrors = {};
const EMPTY: TypedTariff = { id: "", name: "", days: "", price: "", starsPrice: "" };

export const handler = define.handlers({
  async GET(ctx) {
    const tariffs = await ctx.state.app.settings.tariffs();
    return page({ rows: [...tariffs.map(typedOf), EMPTY], errors: NO_ERRORS, why: "" });
  },
  async POST(ctx) {
    const form = await readForm(ctx.req);
    const rows = rowsOf(form);
    const why = form.get("reason") ?? "";
    const again = (errors: FormErrors) =>
      page({ rows: rows.at(-1)?.id === "" ? rows : [...rows, EMPTY], errors, why }, { status: 422 });
    const read = reason.safeParse(why);
    if (!read.success) return again({ reason: fieldSentence("invalid_reason") });
    const kept = rows.filter(({ id }) => id !== "");
    const to = { value: kept.map(valueOf), reason: read.data };
    const outcome = await ctx.state.app.settings.change("tariffs", to, staffOrigin(ctx.state));
    if ("refused" in outcome) return refuse(ctx, outcome.refused);
    if ("errors" in outcome) return again(errorsOf(outcome.errors, rows));
    return ctx.redirect("/admin/settings?done=saved", 303);
  },
});

function typedOf({ id, name, days, price, starsPrice }: Tariff): TypedTariff {
  return {
    ...{ id, name, days: String(days), price: roublesTyped(price) },
    starsPrice: starsPrice ? String(starsPrice.minor) : "",
  };
}

function rowsOf(form: URLSearchParams): TypedTariff[] {
  const column = (name: keyof TypedTariff) => form.getAll(name).map((text) => text.trim());
  const [names, days, prices, stars] = [
    column("name"),
    column("days"),
    column("price"),
    column("starsPrice"),
  ];
  return column("id").map((id, row) => ({
    ...{ id, name: names[row] ?? "", days: days[row] ?? "" },
    ...{ price: prices[row] ?? "", starsPrice: stars[row] ?? "" },
  }));
}

function valueOf({ id, name, days, price, starsPrice }: TypedTariff) {
  return {
    ...{ id, name, days: number(days) },
    price: { minor: kopecksTyped(price), currency: "RUB" },
    ...(starsPrice !== "" && { starsPrice: { minor: number(starsPrice), currency: "XTR" } }),
  };
}

/** `value.0.price` is the price of the first row that was kept; its message stands beside that row. */
function errorsOf(
  errors: readonly { field: string; code: string }[],
  rows: readonly TypedTariff[],
): FormErrors {
  const kept = rows.flatMap(({ id }, row) => id === "" ? [] : [row]);
  return Object.fromEntries(errors.map(({ field, code }) => {
    const [, index, name] = field.split(".");
    const row = kept[Number(index)];
    const isPrice = name === "price" || name === "starsPrice";
    return [row === undefined ? "all" : `${row}.${name}`, fieldSentence(isPrice ? "invalid_price" : code)];
  }));
}

export default define.page<typeof handler>(({ data: { rows, errors, why } }) => (
  <>
    <Head>
      <title>{`${texts.tariffsTitle} · ${consoleTexts.title}`}</title>
    </Head>
    <h1>{texts.tariffsTitle}</h1>
    <p class="quiet">{texts.tariffsHint}</p>
    <TariffForm rows={rows} errors={errors} why={why} />
    <p class="facts">
      <a href="/admin/settings">{texts.title}</a>
      <a href={streamAddress("setting-tariffs")}>{texts.history}</a>
    </p>
  </>
));
