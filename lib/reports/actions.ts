"use server";
import { action } from "../action.ts";
import * as reports from "./mutations.ts";
import { onlyReport } from "./schema.ts";

export const handleReport = action(onlyReport, reports.handleReport);
export const reopenReport = action(onlyReport, reports.reopenReport);
