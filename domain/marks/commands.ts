// Requests about what a driver marks. Each names its driver, whose stream it goes to.
import { z } from "zod";
import type { CargoSnapshot } from "../freight/cargo.ts";

/** What can be marked, as addresses and forms name it. */
export const MarkKind = z.enum(["kept", "hidden", "companies"]);
export type MarkKind = z.infer<typeof MarkKind>;

/** A company's name as the exchange gives it. */
export const Company = z.string().trim().min(1).max(200);

interface About {
  readonly driverId: number;
  readonly cargoId: string;
}

export type KeepCargo = About & { readonly type: "KeepCargo"; readonly cargo: CargoSnapshot };
export type UnkeepCargo = About & { readonly type: "UnkeepCargo" };
export type HideCargo = About & { readonly type: "HideCargo"; readonly cargo: CargoSnapshot };
export type ShowCargo = About & { readonly type: "ShowCargo" };
export type HideCompany = {
  readonly type: "HideCompany";
  readonly driverId: number;
  readonly company: string;
};
export type ShowCompany = {
  readonly type: "ShowCompany";
  readonly driverId: number;
  readonly company: string;
};
export type ClearMarks = { readonly type: "ClearMarks"; readonly driverId: number };

export type MarkCommand =
  | KeepCargo
  | UnkeepCargo
  | HideCargo
  | ShowCargo
  | HideCompany
  | ShowCompany
  | ClearMarks;

export function marksStream(driverId: number): string {
  return `marks-${driverId}`;
}
