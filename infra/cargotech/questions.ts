// The questions we ask CargoTech: address, parameters, and the answer in the domain's words.
import type { z } from "zod";
import type { Detail, DictionaryItem, Point } from "../../domain/freight/cargo.ts";
import { buildQuery } from "../../domain/freight/build_query.ts";
import type { CargoFilter } from "../../domain/freight/filter.ts";
import type { CargoPage } from "../../domain/freight/ports.ts";
import type { Logger } from "../logger.ts";
import type { Urgency } from "./waiting_line.ts";
import type { Ask, Question } from "./client.ts";
import { CargoTechFailure } from "./failure.ts";
import type { CargoTechAnswer } from "./http.ts";
import { createSurprises } from "./surprises.ts";
import { MOST_POINTS } from "./seen_cities.ts";
import { mapDetail } from "./map_detail.ts";
import { mapPage } from "./map_page.ts";
import type { Count } from "./ports.ts";
import { DetailAnswer, DetailRow, DictionaryAnswer, ListAnswer, PointsAnswer, Row } from "./shapes.ts";

/** Each throws CargoTechFailure when there is no answer, or none that means anything. */
export interface Questions {
  page(filter: CargoFilter, urgency: Urgency): Promise<CargoPage>;
  /** Null when CargoTech says that there is no such load; a failure "declined" when it says no to the question only. */
  detail(id: string, urgency: Urgency): Promise<Detail | null>;
  points(name: string, urgency: Urgency): Promise<Point[]>;
  dictionary(name: "truck_types" | "load_types", urgency: Urgency): Promise<DictionaryItem[]>;
  me(urgency: Urgency): Promise<void>;
}

export function createQuestions(
  { ask, logger, count }: { ask: Ask; logger: Logger; count: Count },
): Questions {
  const surprises = createSurprises({ logger, count });

  async function askFor<T>(shape: z.ZodType<T>, question: Question, urgency: Urgency): Promise<T> {
    return understood(shape, question, expectOk(question, await ask(question, urgency)));
  }

  return {
    async page(filter, urgency) {
      const question = { path: "/v2/cargos/views", query: buildQuery(filter) };
      const answer = await askFor(ListAnswer, question, urgency);
      const { page, dropped, rows } = mapPage(answer, filter);
      rows.forEach((row, n) => surprises.look(question.path, Row, answer.data[n], row));
      if (dropped > 0) {
        logger.warn("CargoTech sent loads that cannot be read", { dropped, of: answer.data.length });
        for (let row = 0; row < dropped; row++) count("cargotech_rows_dropped_total");
      }
      if (page.cards.length === 0 && dropped > 0) throw unreadable(question);
      return page;
    },

    async detail(id, urgency) {
      const question = {
        path: `/v1/carrier/cargos/${encodeURIComponent(id)}`,
        label: "/v1/carrier/cargos/{id}",
        query: new URLSearchParams({ source: "1", include: "contacts" }),
      };
      const answer = await ask(question, urgency);
      if (GONE.has(answer.status)) return null;
      if (DECLINED.has(answer.status)) throw declined(question, `${answer.status}`);
      expectOk(question, answer);
      const { data } = understood(DetailAnswer, question, answer);
      if (data === null) throw declined(question, "nothing");
      // One load has one id: an answer about another one says nothing about this.
      if (data["id"] !== undefined && String(data["id"]) !== id) {
        throw new CargoTechFailure(`GET ${question.label} answered about another load`, "not_json");
      }
      // A load of which nothing at all is told must not take the place of one that is known.
      if (!Object.keys(data).some((name) => name in DetailRow.shape)) throw unreadable(question);
      const row = DetailRow.parse({ ...data, id });
      surprises.look(question.label, DetailRow, data, row);
      return mapDetail(row);
    },

    async points(name, urgency) {
      const query = new URLSearchParams({ "filter[name]": name, limit: String(MOST_POINTS), offset: "0" });
      const { data } = await askFor(PointsAnswer, { path: "/v1/dictionaries/points", query }, urgency);
      return data.map(({ id, name, type }) => ({ id, name, ...(type !== undefined && { type }) }));
    },

    async dictionary(dictionary, urgency) {
      const { data } = await askFor(DictionaryAnswer, { path: `/v1/dictionaries/${dictionary}` }, urgency);
      return data.flatMap(({ id, name = "", short_name = "" }) =>
        name || short_name ? [{ id, name: name || short_name }] : []
      );
    },

    async me(urgency) {
      const question = { path: "/v1/me" };
      expectOk(question, await ask(question, urgency));
    },
  };
}

const GONE = new Set([404, 410]);
/** An odd question, or an odd day of theirs: a load that was there a minute ago is not gone for that. */
const DECLINED = new Set([400, 422]);

function declined({ label, path }: Question, said: string): CargoTechFailure {
  return new CargoTechFailure(`GET ${label ?? path} was answered with ${said}`, "declined");
}

/** "They said no" to a question that has no "no": we asked wrongly, and asking again will not help. */
function expectOk({ label, path }: Question, answer: CargoTechAnswer): CargoTechAnswer {
  const { status } = answer;
  if (status < 300) return answer;
  throw new CargoTechFailure(`GET ${label ?? path} was refused with ${status}`, "status", { status });
}

function understood<T>(shape: z.ZodType<T>, question: Question, answer: CargoTechAnswer): T {
  const parsed = shape.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  throw unreadable(question);
}

function unreadable({ label, path }: Question): CargoTechFailure {
  return new CargoTechFailure(`GET ${label ?? path} answered JSON of another shape`, "not_json");
}
