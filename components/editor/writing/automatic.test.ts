import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documentFromJson, figure, paragraph, storyDocument, subheading, table, toJson } from "#lib/document/build.ts";
import { newId } from "#lib/ids.ts";
import { confirmedDoc } from "../saving/collab.ts";
import { receive } from "../saving/receive.ts";
import { Desk, pastedBlocks, textParagraph } from "../testing/desk.ts";
import { Suggester } from "../testing/suggester.ts";
import { dictate, typeKeys, typistPlugins } from "../testing/typist.ts";
import { typesetStory } from "./typography-rules.ts";

const story = (language: string, text = "") =>
  storyDocument({ headline: "", standfirst: "", body: [paragraph(text)], fields: { language } });

/** The body as a string: marks as tags, lists and quotes in brackets. */
function look(desk: Desk): string {
  const show = (json: { type: string; text?: string; marks?: { type: string }[]; content?: unknown[] }): string => {
    if (json.text !== undefined)
      return (json.marks ?? []).reduce((text, { type }) => `<${type}>${text}</${type}>`, json.text);
    const inside = ((json.content ?? []) as Parameters<typeof show>[0][]).map(show);
    if (json.type === "paragraph") return inside.join("");
    if (json.type === "listItem") return `(${inside.join(" ")})`;
    return `${json.type}[${inside.join("")}]`;
  };
  const doc = toJson(desk.state.doc) as unknown as { content: Parameters<typeof show>[0][] };
  return doc.content.slice(2).map(show).join("|");
}
function start(language = "en", text = ""): Desk {
  const desk = new Desk(story(language, text), 0, typistPlugins());
  desk.into("paragraph");
  return desk;
}
function typed(keys: string, language = "en"): string {
  const desk = start(language);
  typeKeys(desk, keys);
  return look(desk);
}

describe("numbers at the start of a paragraph", () => {
  test.each([
    ["en", "4. Four\nFive", "orderedList[(Four)(Five)]"],
    ["en", "1. One\nTwo", "orderedList[(One)(Two)]"],
    ["fr", "1. Un", "orderedList[(Un)]"],
    ["en", "1) One", "orderedList[(One)]"],
    ["de", "1) Eins", "orderedList[(Eins)]"],
    ["de", "1. Eins\n2. Zwei\n3. Drei", "orderedList[(Eins)(Zwei)(Drei)]".replace("(Drei)", "(3. Drei)")],
    ["de", "Text\n1. Eins\n2. Zwei", "Text|orderedList[(Eins)(Zwei)]"],
    ["en", "1. One\n\n2. Two", "orderedList[(One)(Two)]"],
  ])("begins or continues a list after a number (%s: %j)", (language, keys, expected) => {
    expect(typed(keys, language)).toBe(expected);
  });
  test.each([
    ["en", "1. November 2018 was cold"],
    ["en", "1. Mai war warm"],
    ["de", "1. November 2018"],
    ["de", "1. Bundesliga"],
    ["de", "3. Oktober"],
    ["en", "3. Oktober"],
    ["en", "3. mai 2018"],
    ["fr", "1. November"],
    ["en", "2026. "],
    ["de", "2026. Ein Jahr"],
    ["cs", "1. listopadu"],
    ["fi", "1. marraskuuta"],
    ["en", "18.30 Uhr"],
    ["de", "1. November\n|2. November".replace("|", "")],
  ])("keeps a number that begins a date or a sentence (%s: %s)", (language, keys) => {
    expect(typed(keys, language)).toBe(keys.replaceAll("\n", "|"));
  });
  test("keeps a list item whose English first word is also the name of a month", () => {
    expect(typed("1. March to the station")).toBe("orderedList[(March to the station)]");
    expect(typed("1. January\nFebruary")).toBe("orderedList[(January)(February)]");
  });
});

describe("Markdown marks", () => {
  test.each([
    ["**bold** and", "<bold>bold</bold> and"],
    ["(*slanted*)", "(<italic>slanted</italic>)"],
    ["“*slanted*”", "“<italic>slanted</italic>”"],
    ["a—*b*", "a—<italic>b</italic>"],
    ["_slanted_ and __bold__, yes", "<italic>slanted</italic> and <bold>bold</bold>, yes"],
    ["~~gone~~ `x_1`", "<strike>gone</strike> <code>x_1</code>"],
    ["_slanted_\nNext", "<italic>slanted</italic>|Next"],
    [`*"Yes," she said*`, "<italic>“Yes,” she said</italic>"],
    ["**Name:** text", "<bold>Name:</bold> text"],
    ["*müde Wörter, zwei*", "<italic>müde Wörter, zwei</italic>"],
  ])("sets marks for %s", (keys, expected) => {
    expect(typed(keys)).toBe(expected);
  });
  test.each([
    "https://example.org/_next_/a ",
    "https://example.org/*next*/a ",
    "see https://example.org/(_next_) ",
    "user_äö_name ",
    "_user_name ",
    "@_anna_b ",
    "_MG_1234.jpg ",
    "__init__.py ",
    "snake_case_name ",
    "имя_файла_новое ",
    "用户_名字_x ",
    "2*3*4 ",
    "2 * 3 * 4 ",
    "2**3**4 ",
    "Kolleg*innen und Leser*innen ",
    "x~~y~~z ",
    "Hawai`i und O`ahu ",
    "*.txt,*.doc ",
    String.raw`C:\_temp_\a `,
    "~/_site_/a ",
    "f*** s**t ",
    ":-) ",
    "#1 #hashtag ",
    "(c) ",
    "*17* ",
  ])("sets no marks for %s", (keys) => {
    expect(typed(keys)).toBe(keys);
  });
  test("sets no mark if a letter follows the caret", () => {
    const desk = start("en", "word");
    typeKeys(desk, "*slanted*");
    expect(look(desk)).toBe("*slanted*word");
  });
});

test.each([
  ["- one", "bulletList[(one)]"],
  ["# Big", "subheading[Big]"],
  ["> said", "blockquote[saidattribution[]]"],
  ["» suite", "» suite"],
  ["---", "divider[]|"],
  ["#1", "#1"],
])("converts Markdown at the start of a paragraph to a block: %s", (keys, expected) => {
  expect(typed(keys)).toBe(expected);
});

describe("Markdown links", () => {
  test.each([
    ["See [the pier](/city/pier)", "See <link>the pier</link>"],
    ["[the pier](https://example.org/a?b=1#c) is", "<link>the pier</link> is"],
    ["([pier](example.org))", "(<link>pier</link>)"],
  ])("makes a link of words with an address: %j", (keys, expected) => {
    expect(typed(keys)).toBe(expected);
  });
  test.each(["![pier](/a.jpg)", "[ ](/a)", "[1](see below)", "[pier](javascript:alert)", "list[0](arg)", "[a](b)"])(
    "leaves what is no link: %j",
    (keys) => {
      expect(typed(keys)).toBe(keys);
    },
  );
  test("goes on without the link after it", () => {
    const desk = start();
    typeKeys(desk, "[pier](/pier)s");
    expect(look(desk)).toBe("<link>pier</link>s");
  });
});

describe("typographic quotation marks", () => {
  test.each([
    ["en", `"She said 'no'," he wrote.`, "“She said ‘no’,” he wrote."],
    ["de", `"Wie geht's?", 'gut so', Lars' Frage`, "„Wie geht’s?“, ‚gut so‘, Lars’ Frage"],
    ["fr", `"L'homme a dit "non" hier", dit-il`, "«\u202fL’homme a dit “non” hier\u202f», dit-il"],
    ["sv", `"Nej", sa hon`, "”Nej”, sa hon"],
    ["en", "the '90s and rock 'n' roll, 'tis", "the ’90s and rock ’n’ roll, ‘tis"],
    ["en", "'tis the 1990's ", "’tis the 1990’s "],
    ["nl", "'s avonds", "’s avonds"],
    ["en", `6'2" and 12" `, `6'2" and 12" `],
    ["en", "one -- two--three... (c)", "one — two—three… (c)"],
    ["en-GB", "one -- two", "one – two"],
    ["de", "eins -- zwei", "eins – zwei"],
    ["en", "git --force https://a.b/it's--x... ", "git --force https://a.b/it's--x... "],
    ["ja", `"x" -- 'y'...`, `"x" -- 'y'...`],
  ])("replaces straight quotation marks, dashes and dots in %s: %s", (language, keys, expected) => {
    expect(typed(keys, language)).toBe(expected);
  });
  test.each(["kicker", "headline", "standfirst", "caption", "credit", "tableCaption", "tableCell", "subheading"])(
    "are set in a %s too",
    (zone) => {
      const doc = storyDocument({
        kicker: "x",
        headline: "",
        standfirst: "",
        body: [figure({ picture: null }), table({ rows: [["", ""]] }), subheading("")],
        fields: { language: "en" },
      });
      const desk = new Desk(doc, 0, typistPlugins());
      desk.into(zone);
      typeKeys(desk, `"Yes"`);
      expect(desk.lines.filter((line) => line.includes("“Yes”")).map((line) => line.split(":")[0])).toEqual([zone]);
    },
  );
  test("replaces quotation marks in dictated text, and one undo restores the text as dictated", () => {
    const desk = start();
    dictate(desk, `He said "it's fine"...`);
    expect(look(desk)).toBe("He said “it’s fine”…");
    desk.press("Mod-z");
    expect(look(desk)).toBe(`He said "it's fine"...`);
  });
  test("replaces quotation marks that are typed around existing words", () => {
    const desk = start("de", "Wie gehts");
    desk.caretAt("gehts", "before");
    typeKeys(desk, `"`);
    desk.caretAt("gehts", "after");
    typeKeys(desk, `"`);
    desk.caretAt("geht", "after");
    typeKeys(desk, "'");
    expect(look(desk)).toBe("Wie „geht’s“");
  });
  test("keeps straight quotation marks in code", () => {
    const desk = start();
    desk.press("Mod-e");
    typeKeys(desk, `a = "b"`);
    expect(look(desk)).toBe(`<code>a = "b"</code>`);
  });
});

describe("undoing an automatic change", () => {
  test.each([
    ["en", "- ", "- "],
    ["en", "1. ", "1. "],
    ["en", "# ", "# "],
    ["en", "> ", "> "],
    ["en", "---", "---"],
    ["en", "a **b**", "a **b**"],
    ["en", "a _b_ ", "a _b_ "],
    ["en", "a [b](example.org/c)", "a [b](example.org/c)"],
    ["en", `He said "`, `He said "`],
    ["fr", `Il a dit "`, `Il a dit "`],
    ["en", "wait...", "wait..."],
    ["en", "one -- ", "one -- "],
    ["de", "1. Eins\n2. ", "1. Eins|2. "],
  ])(
    "restores what was typed, with the caret after it, on undo and on Backspace (%s: %j)",
    (language, keys, expected) => {
      for (const key of ["Mod-z", "Backspace"]) {
        const desk = start(language);
        typeKeys(desk, keys);
        expect(look(desk)).not.toBe(expected);
        desk.press(key);
        expect(look(desk)).toBe(expected);
        desk.dispatch(desk.state.tr.insertText("X"));
        expect(look(desk)).toBe(`${expected}X`);
      }
    },
  );
  test("restores a list item on undo after it was turned back into a date", () => {
    const desk = start();
    typeKeys(desk, "1. November 2");
    expect(look(desk)).toBe("1. November 2");
    desk.press("Mod-z");
    expect(look(desk)).toBe("orderedList[(November 2)]");
  });
  test("repeats an automatic change on redo", () => {
    const desk = start();
    typeKeys(desk, "a **b**");
    desk.press("Mod-z");
    desk.press("Mod-y");
    expect(look(desk)).toBe("a <bold>b</bold>");
  });
  test("does not repeat an undone change in the same position, but does elsewhere", () => {
    const desk = start();
    typeKeys(desk, `a "`);
    desk.press("Mod-z");
    const at = desk.state.selection.from;
    desk.dispatch(desk.state.tr.delete(at - 1, at));
    typeKeys(desk, `"b" "`);
    expect(look(desk)).toBe(`a "b" “`);
  });
  test("deletes as usual on Backspace once something else was typed", () => {
    const desk = start();
    typeKeys(desk, `a "b`);
    desk.press("Backspace");
    expect(look(desk)).toBe("a “b");
  });
  test("undoes an automatic change after a colleague has typed elsewhere", () => {
    const desk = start();
    typeKeys(desk, `a "`);
    const theirs = new Desk(confirmedDoc(desk.state));
    theirs.into("headline");
    const { steps } = theirs.state.tr.insertText("They");
    desk.dispatch(
      receive(desk.state, steps, [{ clientId: "theirs", personId: "p2" }], { clientId: "ours", personId: "p1" }).tr,
    );
    desk.press("Backspace");
    expect(look(desk)).toBe(`a "`);
    expect(desk.lines).toContain("headline: They");
  });
});

describe("automatic changes in suggestion mode", () => {
  const suggest = () => {
    const desk = new Suggester(story("en", "Old "), newId(), typistPlugins());
    desk.caretAt("Old ", "after");
    return desk;
  };
  test("changes and restores typed characters within the suggestion", () => {
    const desk = suggest();
    typeKeys(desk, `"Yes"`);
    expect(desk.state.doc.textContent).toBe("Old “Yes”");
    desk.press("Backspace");
    expect(desk.state.doc.textContent).toBe(`Old “Yes"`);
    desk.press("Mod-z");
    expect(desk.refused).toBe(0);
  });
});

describe("typography in a paste", () => {
  const paste = (desk: Desk, text: string) =>
    desk.dispatch(
      desk.state.tr
        .replaceSelection(pastedBlocks(textParagraph(text)))
        .setMeta("paste", true)
        .setMeta("uiEvent", "paste"),
    );
  test("uses the quotation marks of the story's language in a paste, and one undo removes all of it", () => {
    const desk = start("de", "Vorher ");
    desk.caretAt("Vorher ", "after");
    paste(desk, `"Ja" -- 'so' https://a.b/it's...`);
    expect(look(desk)).toBe("Vorher „Ja“ – ‚so‘ https://a.b/it's...");
    desk.press("Mod-z");
    expect(look(desk)).toBe("Vorher ");
    expect(desk.press("Mod-z")).toBe(false);
  });
  test("does not change the text around a paste", () => {
    const desk = start("en", `an "old" one `);
    desk.caretAt("one ", "after");
    paste(desk, `"new"`);
    expect(look(desk)).toBe(`an "old" one “new”`);
  });
  test("keeps the marks of the text that a paste replaces", () => {
    const desk = start();
    const [bold] = documentFromJson(
      toJson(
        storyDocument({
          headline: "",
          standfirst: "",
          body: [paragraph([{ type: "text", text: `"a"`, marks: [{ type: "bold" }] }])],
        }),
      ),
    ).children.slice(2);
    if (bold) desk.dispatch(desk.state.tr.replaceSelection(pastedBlocks(bold)).setMeta("paste", true));
    expect(look(desk)).toBe("<bold>“a”</bold>");
  });
});

test("applies typography to every text field of a story in one undoable change", () => {
  const desk = new Desk(
    storyDocument({
      headline: `"Yes"`,
      standfirst: "It's",
      body: [paragraph("one -- two...")],
      fields: { language: "en" },
    }),
    0,
    typistPlugins(),
  );
  const before = desk.state.doc;
  const tr = typesetStory(desk.state);
  if (tr) desk.dispatch(tr);
  expect(desk.lines).toEqual(["headline: “Yes”", "standfirst: It’s", "paragraph: one — two…"]);
  expect(typesetStory(desk.state)).toBeNull();
  desk.press("Mod-z");
  expect(desk.state.doc.eq(before)).toBe(true);
});

test("restores the start by undo and the end by redo without losing a letter, for any typing", () => {
  const keys = fc.array(fc.constantFrom(..."\"'-.*_`#~>1) \nab"), { maxLength: 40 });
  fc.assert(
    fc.property(keys, fc.constantFrom("en", "de", "fr"), (typedKeys, language) => {
      const desk = start(language);
      const before = desk.state.doc;
      typeKeys(desk, typedKeys.join(""));
      const after = desk.state.doc;
      after.check();
      const letters = (text: string) => text.replace(/[^ab]/g, "");
      expect(letters(after.textContent)).toBe(letters(typedKeys.join("")));
      while (desk.press("Mod-z"));
      expect(desk.state.doc.eq(before)).toBe(true);
      while (desk.press("Mod-y"));
      expect(desk.state.doc.eq(after)).toBe(true);
    }),
  );
});

describe("spaces that hold a line together", () => {
  const show = (text: string): string => text.replaceAll("\u00a0", "~").replaceAll("\u202f", "^");
  test.each([
    ["fr", "Quoi ? Oui !", "Quoi^? Oui^!"],
    ["fr", "Ceci : cela", "Ceci~: cela"],
    ["cs", "Byl v lese", "Byl v~lese"],
    ["de", "Nach 10 km war", "Nach 10~km war"],
    ["de", "Nach 10 Kilometern", "Nach 10 Kilometern"],
    ["en", "What ? A man", "What ? A man"],
  ])("are set while somebody types (%s: %s)", (language, keys, expected) => {
    expect(show(typed(keys, language))).toBe(expected);
  });

  test("are set at Enter, and one undo brings back the space that was typed", () => {
    const desk = start("de");
    typeKeys(desk, "Es sind 10 km\nUnd");
    expect(show(look(desk))).toBe("Es sind 10~km|Und");
    const french = start("fr");
    typeKeys(french, "Quoi !");
    french.press("Mod-z");
    expect(show(look(french))).toBe("Quoi !");
  });

  test("are left alone in code", () => {
    expect(show(typed("`a 10 km b` c", "de"))).toBe("<code>a 10 km b</code> c");
  });
});
