import * as z from "zod";
import type { ValueCheck } from "./value-checks.ts";

/** A check of the document as a part of the input of an action or a route. */
export const inputOf = <T>(check: ValueCheck<T>) => z.custom<T>((value) => check.is(value));
