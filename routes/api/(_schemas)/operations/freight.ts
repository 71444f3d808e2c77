// Loads and dictionaries (contracts 2.1–2.4).
import {
  CargoAnswer,
  CargosAnswer,
  CountAnswer,
  DictionaryAnswer,
  PointsAnswer,
  PricesAnswer,
} from "../cargos.ts";
import { CargosQuery, PointsQuery, PricesQuery } from "./freight_query.ts";
import { older, type Operation } from "./operation.ts";

const truckTypes: Operation = {
  method: "get",
  path: "/api/dictionaries/truck-types",
  summary: "Body types to filter by",
  caller: "driver",
  answers: { 200: { description: "All of them", schema: DictionaryAnswer } },
  refusals: ["cargotech_unavailable"],
};
const loadTypes: Operation = {
  ...truckTypes,
  path: "/api/dictionaries/load-types",
  summary: "Loading types to filter by",
};

export const freightOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/api/cargos",
    summary: "A page of loads for a filter, with the caller's own responses",
    caller: "driver",
    query: CargosQuery,
    answers: {
      200: {
        description: "Cards; `meta.stale` when they are older than they should be",
        schema: CargosAnswer,
      },
    },
    refusals: ["invalid_filter", "cargotech_unavailable"],
  },
  {
    method: "get",
    path: "/api/cargos/count",
    summary: "How many loads a filter finds; cities may be given by name (`start_name`, `finish_name`)",
    caller: "driver",
    query: CargosQuery,
    answers: {
      200: { description: "As far as the exchange tells; null while a field is wrong", schema: CountAnswer },
    },
    refusals: ["cargotech_unavailable"],
  },
  {
    method: "get",
    path: "/api/cargos/prices",
    summary: "What loads of an open list pay now, and which of them are gone",
    caller: "driver",
    query: PricesQuery,
    answers: { 200: { description: "One for each id, in the order asked", schema: PricesAnswer } },
    refusals: ["invalid_filter", "cargotech_unavailable"],
  },
  {
    method: "get",
    path: "/api/cargos/{id}",
    summary: "Everything known about one load",
    caller: "driver",
    answers: { 200: { description: "The load", schema: CargoAnswer } },
    refusals: ["cargo_not_found", "cargotech_unavailable"],
  },
  {
    method: "get",
    path: "/api/dictionaries/points",
    summary: "Cities whose name begins with the text",
    caller: "driver",
    query: PointsQuery,
    answers: { 200: { description: "None under two letters", schema: PointsAnswer } },
    refusals: ["cargotech_unavailable"],
  },
  truckTypes,
  older(truckTypes, "/api/dictionaries/truck_types"),
  loadTypes,
  older(loadTypes, "/api/dictionaries/load_types"),
];
