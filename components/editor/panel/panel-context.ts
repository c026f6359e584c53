"use client";
import { createContext } from "react";
import type { LostField } from "../saving/lost-field.ts";

type Panel = {
  lostFields: readonly LostField[];
  dropLostField: (field: LostField) => void;
  /** The name of a person, or "Somebody else". */
  nameOf: (personId: string | null) => string;
};

export const PanelContext = createContext<Panel>({
  lostFields: [],
  dropLostField: () => {},
  nameOf: () => "Somebody else",
});
