"use server";
import * as z from "zod";
import { action } from "../action.ts";
import { queues } from "../postgres/queues.ts";
import * as jobs from "./mutations.ts";

export const runJob = action(z.object({ name: z.enum(queues) }), jobs.runJob);
