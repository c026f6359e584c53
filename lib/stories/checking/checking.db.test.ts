import { describe, expect, test } from "vitest";
import { link, paragraph } from "#lib/document/build.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { readStyle, writeStyle } from "../../house-style/csv.ts";
import { getSpellingWords, listManagedRules } from "../../house-style/data.ts";
import {
  changeStyleRule,
  createStyleRule,
  deleteStyleRule,
  importStyle,
  saveCheckSettings,
  saveSpelling,
} from "../../house-style/mutations.ts";
import { type StyleRuleInput, styleRuleSchema } from "../../house-style/schema.ts";
import { appClient } from "../../postgres/app.ts";
import { schedulePublication } from "../../schedule/mutations.ts";
import { getPublishBrief } from "../publishing/data.ts";
import { publishStory } from "../publishing/mutations.ts";
import { getStoryChecks } from "./data.ts";
import { countAccepted, ignoreFinding, restoreFindings } from "./mutations.ts";

const rule = (given: Partial<StyleRuleInput> = {}): StyleRuleInput =>
  styleRuleSchema.parse({ pattern: "utilise", replacement: "use", reason: "Shorter.", ...given });
const codesOf = async (editor: Parameters<typeof getPublishBrief>[0], storyId: string) =>
  (await getPublishBrief(editor, storyId)).questions.map(({ code, severity }) => `${severity} ${code}`);
const publish = (storyId: string, override?: string) => ({ storyId, version: 0, showUpdated: true, override });

describe("checks that block publishing", () => {
  test("TK in the text blocks publishing until the editor gives a reason, which is recorded", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor, { body: [paragraph("TK people came.")] });
    expect((await codesOf(editor, id))[0]).toBe("BLOCK TK");
    for (const override of [undefined, "", " x "])
      await expect(publishStory(editor, publish(id, override))).rejects.toMatchObject({
        code: "CHECKS_BLOCK",
        detail: { codes: ["TK"] },
      });
    await publishStory(editor, publish(id, "It is the name of a band"));
    const event = await appClient().auditEvent.findFirst({
      where: { subjectId: id, action: "story.checks_overridden" },
      select: { detail: true, actorId: true },
    });
    expect(event).toEqual({ actorId: editor.id, detail: { codes: ["TK"], reason: "It is the name of a band" } });
  });

  test("scheduling a publication is blocked in the same way", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor, { body: [paragraph("[name] came.")] });
    const dueAt = new Date(Date.now() + 3_600_000).toISOString();
    await expect(schedulePublication(editor, { ...publish(id), dueAt })).rejects.toMatchObject({
      code: "CHECKS_BLOCK",
      detail: { codes: ["PLACEHOLDER"] },
    });
    await schedulePublication(editor, { ...publish(id, "The court hid the name"), dueAt });
  });

  test("an ignored finding neither blocks nor shows, until the words change or it is restored", async () => {
    const editor = await createPerson("EDITOR");
    const body = paragraph("The band XXX came.");
    const { id } = await createReadyStory(editor, { body: [body] });
    const finding = { storyId: id, code: "PLACEHOLDER", block: String(body.attrs?.id), words: "XXX", style: "" };
    await ignoreFinding(editor, { ...finding, words: "YYY" });
    expect(await codesOf(editor, id)).toContain("BLOCK PLACEHOLDER");
    await ignoreFinding(editor, finding);
    await ignoreFinding(editor, finding); // twice is once
    expect(await codesOf(editor, id)).not.toContain("BLOCK PLACEHOLDER");
    await restoreFindings(editor, { storyId: id });
    expect(await codesOf(editor, id)).toContain("BLOCK PLACEHOLDER");
    await ignoreFinding(editor, finding);
    await publishStory(editor, publish(id));
  });

  test("editors set the severity of a check for the paper and for a section", async () => {
    const editor = await createPerson("EDITOR");
    const vague = { body: [paragraph(["See ", ...link("here", "https://example.org")])] };
    const [first, second] = [await createReadyStory(editor, vague), await createReadyStory(editor, vague)];
    expect(await codesOf(editor, first.id)).toContain("WARN LINK_VAGUE");
    await saveCheckSettings(editor, {
      paper: { LINK_VAGUE: "OFF" },
      sections: { [String(first.sectionId)]: { LINK_VAGUE: "BLOCK" } },
    });
    expect(await codesOf(editor, first.id)).toContain("BLOCK LINK_VAGUE");
    expect((await codesOf(editor, second.id)).join()).not.toContain("LINK_VAGUE");
    await saveCheckSettings(editor, { paper: {}, sections: {} });
  });
});

describe("the house style", () => {
  test("a rule is found in every story until it is off or deleted, and can block", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor, { body: [paragraph("They utilise it.")] });
    const { id: ruleId } = await createStyleRule(editor, rule());
    const found = (await getPublishBrief(editor, id)).questions.find(({ style }) => style === ruleId);
    expect(found).toMatchObject({ code: "HOUSE_STYLE", severity: "WARN", words: "utilise", replacement: "use" });
    await changeStyleRule(editor, { ...rule({ severity: "BLOCK" }), ruleId });
    await expect(publishStory(editor, publish(id))).rejects.toMatchObject({ code: "CHECKS_BLOCK" });
    await changeStyleRule(editor, { ...rule({ isOn: false }), ruleId });
    expect(await codesOf(editor, id)).not.toContain("WARN HOUSE_STYLE");
    await deleteStyleRule(editor, { ruleId });
    await expect(deleteStyleRule(editor, { ruleId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("a rule that cannot be compiled or gets its examples wrong is refused with the reason", async () => {
    const editor = await createPerson("EDITOR");
    await expect(createStyleRule(editor, rule({ pattern: "(", isRegex: true }))).rejects.toMatchObject({
      code: "INVALID",
      detail: { field: "pattern", pattern: expect.stringContaining("(") },
    });
    await expect(createStyleRule(editor, rule({ finds: ["We use it"] }))).rejects.toMatchObject({
      detail: { field: "finds", example: "We use it" },
    });
    await expect(createStyleRule(editor, rule({ leaves: ["Never utilise"] }))).rejects.toMatchObject({
      detail: { field: "leaves", example: "Never utilise" },
    });
  });

  test("what became of the findings of a rule is counted by week", async () => {
    const editor = await createPerson("EDITOR");
    const { id: ruleId } = await createStyleRule(editor, rule({ pattern: "whilst", replacement: "while" }));
    const body = paragraph("Whilst it rained, whilst it snowed.");
    const { id } = await createReadyStory(editor, { body: [body] });
    await countAccepted(editor, { storyId: id, ruleId, count: 3 });
    const finding = { storyId: id, code: "HOUSE_STYLE", block: String(body.attrs?.id), words: "Whilst", style: ruleId };
    await ignoreFinding(editor, finding);
    await publishStory(editor, publish(id));
    const listed = (await listManagedRules(editor)).find((one) => one.id === ruleId);
    const counts = { accepted: 3, ignored: 1, left: 1 };
    const none = { accepted: 0, ignored: 0, left: 0 };
    expect(listed).toMatchObject({ thisWeek: counts, lastWeek: none });
    for (const [days, weeks] of [
      [7, { thisWeek: none, lastWeek: counts }],
      [14, { thisWeek: none, lastWeek: none }],
    ] as const) {
      const later = new Date(Date.now() + days * 86_400_000);
      const then = (await listManagedRules(editor, later)).find((one) => one.id === ruleId);
      expect(then).toMatchObject(weeks);
    }
    await deleteStyleRule(editor, { ruleId });
  });

  test("rules go out as a file and come in again, twice without doubles, and a bad line stops no other", async () => {
    const editor = await createPerson("EDITOR");
    const csv = [
      "find,replace,reason,regular expression,finds",
      'per cent,%,"Numbers, in short",no,five per cent',
      "(\\d+) odd,about $1,Vague,yes,20 odd people",
      "(,x,Broken,yes,",
      ",x,Empty,no,",
    ].join("\n");
    const outcomes = async () => (await importStyle(editor, { csv })).lines.map(({ outcome }) => outcome);
    expect(await outcomes()).toEqual(["added", "added", "refused", "refused"]);
    expect(await outcomes()).toEqual(["same", "same", "refused", "refused"]);
    const rules = (await listManagedRules(editor)).filter(({ pattern }) => /odd|per cent/.test(pattern));
    expect(rules).toHaveLength(2);
    const again = readStyle(writeStyle(rules, new Map()));
    expect(again.map((line) => ("rule" in line ? line.rule.pattern : line.problem))).toEqual(
      rules.map(({ pattern }) => pattern),
    );
    for (const { id } of rules) await deleteStyleRule(editor, { ruleId: id });
  });

  test("reporters see the rules and may ignore a finding, and manage nothing", async () => {
    const [reporter, outsider] = [await createPerson("REPORTER"), await createPerson("CONTRIBUTOR")];
    const { id } = await createReadyStory(reporter);
    expect(Object.keys(await getStoryChecks(reporter, id)).sort()).toEqual(["ignored", "rules", "settings"]);
    await expect(getStoryChecks(outsider, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const finding = { storyId: id, code: "TK", block: "", words: "", style: "" };
    await expect(ignoreFinding(outsider, finding)).rejects.toMatchObject({ code: "NOT_FOUND" });
    for (const attempt of [
      () => createStyleRule(reporter, rule()),
      () => importStyle(reporter, { csv: "a,b" }),
      () => saveCheckSettings(reporter, { paper: {}, sections: {} }),
      () => listManagedRules(reporter),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });
});

test("two editors change the word list without losing each other's words, and reporters may only read it", async () => {
  const [one, two, reporter] = [
    await createPerson("EDITOR"),
    await createPerson("EDITOR"),
    await createPerson("REPORTER"),
  ];
  expect(await saveSpelling(one, { added: ["Ouzel", "Galley"], removed: [] })).toEqual(["Galley", "Ouzel"]);
  await Promise.all([
    saveSpelling(one, { added: ["Elms"], removed: ["Galley"] }),
    saveSpelling(two, { added: ["Łódź"], removed: [] }),
  ]);
  expect(await getSpellingWords()).toEqual(["Elms", "Łódź", "Ouzel"]);
  await expect(saveSpelling(reporter, { added: ["x"], removed: [] })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
});
