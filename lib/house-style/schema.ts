import * as z from "zod";
import { checkSettingsSchema } from "../checks/settings.ts";
import { maxSpellingWord, maxSpellingWords } from "../checks/spelling.ts";

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: `Use at most ${max} characters.` });
const examples = z.array(line(300).min(1)).max(20, { error: "Use at most 20 examples." }).default([]);

/** Pattern, reason, replacement and examples of a rule. The pattern is kept as typed: white space may be meant. */
export const styleRuleSchema = z.object({
  pattern: z
    .string()
    .max(300, { error: "Use at most 300 characters." })
    .refine((pattern) => pattern.trim() !== "", { error: "Enter the words to find." }),
  isRegex: z.boolean().default(false),
  matchCase: z.boolean().default(false),
  replacement: z.string().max(300, { error: "Use at most 300 characters." }).default(""),
  reason: line(300).min(1, { error: "Enter a reason. Writers will see it." }),
  severity: z.enum(["WARN", "BLOCK"]).default("WARN"),
  sections: z.array(z.uuid()).max(200).default([]),
  finds: examples,
  leaves: examples,
  isOn: z.boolean().default(true),
});
export type StyleRuleInput = z.output<typeof styleRuleSchema>;

const ruleId = z.uuid({ error: "This rule was not found." });
export const createStyleRuleSchema = styleRuleSchema;
export const changeStyleRuleSchema = styleRuleSchema.extend({ ruleId });
export type ChangeStyleRule = z.output<typeof changeStyleRuleSchema>;
export const onlyStyleRule = z.object({ ruleId });

/** Rules of one import: more would keep the editor waiting. */
export const maxRules = 2_000;
export const importStyleSchema = z.object({
  csv: z
    .string()
    .trim()
    .min(1, { error: "Choose a file, or paste some lines." })
    .max(1_000_000, { error: "Use a shorter file." }),
});

export const saveChecksSchema = checkSettingsSchema;

const spellingWords = z
  .array(
    z
      .string()
      .regex(/^[^\s,;]+$/u)
      .max(maxSpellingWord, { error: `Use at most ${maxSpellingWord} characters for a word.` }),
  )
  .max(maxSpellingWords, { error: "Use at most 5,000 words." });
/** What an editor has added to the paper's word list and taken out of it. */
export const saveSpellingSchema = z.object({ added: spellingWords, removed: spellingWords });
export type SaveSpelling = z.output<typeof saveSpellingSchema>;
