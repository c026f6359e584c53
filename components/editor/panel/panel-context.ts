"use client";
import { createContext } from "react";
import type { KeptField, LostField } from "../saving/lost-field.ts";

type Panel = {
  lostFields: readonly LostField[];
  dropLostField: (field: LostField) => void;
  /** Keeps a value that a person typed while a colleague set the field, until they choose. */
  keepField: (field: KeptField) => void;
  /** Who set a field last while this tab was open, and when; null if nobody did. */
  whoSet: (field: Pick<KeptField, "node" | "field">) => { personId: string | null; at: string } | null;
  /** The name of a person, or "Somebody else". */
  nameOf: (personId: string | null) => string;
};

export const PanelContext = createContext<Panel>({
  lostFields: [],
  dropLostField: () => {},
  keepField: () => {},
  whoSet: () => null,
  nameOf: () => "Somebody else",
});
