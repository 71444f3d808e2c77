// Every operation of the HTTP surface, by part. A test compares the table with the files of routes/.
import { adminOperations } from "./operations/admin.ts";
import { adminMoneyOperations } from "./operations/admin_money.ts";
import { adminSettingsOperations } from "./operations/admin_settings.ts";
import { freightOperations } from "./operations/freight.ts";
import { machineOperations } from "./operations/machines.ts";
import { markOperations } from "./operations/marks.ts";
import { paymentOperations } from "./operations/payments.ts";
import { projectionOperations } from "./operations/projections.ts";
import type { Operation } from "./operations/operation.ts";
import { responseOperations } from "./operations/responses.ts";
import { searchOperations } from "./operations/searches.ts";
import { signInOperations } from "./operations/sign_in.ts";

export type { Answer, Operation } from "./operations/operation.ts";

export const operations: readonly Operation[] = [
  ...signInOperations,
  ...freightOperations,
  ...responseOperations,
  ...markOperations,
  ...searchOperations,
  ...paymentOperations,
  ...adminOperations,
  ...adminMoneyOperations,
  ...adminSettingsOperations,
  ...projectionOperations,
  ...machineOperations,
];
