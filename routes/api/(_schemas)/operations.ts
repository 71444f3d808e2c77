// Every operation of the HTTP surface, by part. A test compares the table with the files of routes/.
import { adminOperations } from "./operations/admin.ts";
import { freightOperations } from "./operations/freight.ts";
import { machineOperations } from "./operations/machines.ts";
import { projectionOperations } from "./operations/projections.ts";
import type { Operation } from "./operations/operation.ts";
import { responseOperations } from "./operations/responses.ts";
import { signInOperations } from "./operations/sign_in.ts";

export type { Answer, Operation } from "./operations/operation.ts";

export const operations: readonly Operation[] = [
  ...signInOperations,
  ...freightOperations,
  ...responseOperations,
  ...adminOperations,
  ...projectionOperations,
  ...machineOperations,
];
