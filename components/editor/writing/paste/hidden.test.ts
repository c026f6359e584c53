// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { outlineOf, sketch } from "../../testing/outline.ts";
import { pasteClipboard, pasteHtml } from "../../testing/pasting.ts";

const pasted = (html: string): string => sketch(outlineOf(pasteHtml(html))).join("\n");

describe("hidden content", () => {
  test.each([
    [`<p>Seen<span style="display:none">hidden</span></p>`],
    [`<p>Seen</p><p style="DISPLAY: none !important">hidden</p>`],
    [`<p>Seen<span style="visibility: hidden">hidden</span></p>`],
    [`<p>Seen<span style='mso-hide:all'>hidden</span></p>`],
    [`<p>Seen</p><p hidden>hidden</p>`],
    [`<p>Seen</p><!-- hidden --><template><p>hidden</p></template>`],
    [`<style>.x{color:red}</style><p>Seen</p><script>hidden()</script>`],
    [`<!--[if gte mso 9]><xml><w:WordDocument><w:View>hidden</w:View></w:WordDocument></xml><![endif]--><p>Seen</p>`],
    [`<xml><o:p>hidden</o:p></xml><p>Seen</p>`],
    [`<p><i class="icon" aria-hidden="true">★</i>Seen</p>`],
    [`<p>Seen<span class="material-icons" aria-hidden="true">share</span></p>`],
    [`<p>Seen<svg><title>hidden</title><text>hidden</text></svg></p>`],
    [`<p>Seen<span class="visually-hidden">hidden</span></p>`],
    [`<p>Seen<span style="position:absolute;width:1px;height:1px;overflow:hidden">hidden</span></p>`],
    [`<p>Seen<span style="text-indent:-9999px; display:inline-block">hidden</span></p>`],
    [`<p>Seen<select><option>hidden</option></select><button>hidden</button></p>`],
    [`<div style="display:none;max-height:0;overflow:hidden">hidden</div><p>Seen</p>`],
    [`<style>.off{display:none}</style><p>Seen<span class="off">hidden</span></p>`],
    [`<style><!-- span.SpellE{} p.Hid, li.Hid {mso-hide:all;} --></style><p>Seen</p><p class=Hid>hidden</p>`],
    [
      `<p>Seen<span class=MsoCommentReference><a href="#_msocom_1">[A1]</a></span></p><div style='mso-element:comment-list'>hidden</div>`,
    ],
  ])("drops the hidden content of %s", (html) => {
    expect(pasted(html)).toBe("Seen");
  });

  test("keeps text that is hidden only on small screens or from screen readers", () => {
    expect(pasted(`<style>@media (max-width:600px){.wide{display:none}}</style><p class="wide">Seen</p>`)).toBe("Seen");
    expect(pasted(`<p><span aria-hidden="true">Seen</span></p>`)).toBe("Seen");
  });

  test.each([
    [`<div style="font-size:0"><p style="font-size:16px">Seen</p></div>`],
    [`<div style="visibility:hidden"><p style="visibility:visible">Seen</p></div>`],
    [`<div style="height:0;overflow:hidden;padding-bottom:56%"><p>Seen</p></div>`],
    [`<div style="opacity:1;max-height:none;overflow:hidden"><p>Seen</p></div>`],
  ])("keeps the visible content of %s", (html) => {
    expect(pasted(html)).toBe("Seen");
  });
});

describe("tracked changes", () => {
  test.each([
    [
      `<p>The <del cite="mailto:Ann" datetime="2026-11-01T10:00">old</del><ins cite="mailto:Ann" datetime="2026-11-01T10:00">new</ins> word</p>`,
    ],
    [
      `<p>The <span class=msoIns><ins cite="mailto:Ann">new</ins></span><span class=msoDel><del cite="mailto:Ann">old</del></span> word</p>`,
    ],
    [`<p>The <del>old</del><ins>new</ins> word</p>`],
    [`<p>The <s>old</s><ins>new</ins> word</p>`],
    [
      `<p>The <span class="TrackChangeTextDeletion">old</span><span class="TrackChangeTextInsertion">new</span> word</p>`,
    ],
  ])("keeps only the new text of the tracked change in %s", (html) => {
    expect(pasted(html)).toBe("The new word");
  });

  test("removes an item that was deleted as a whole", () => {
    const item = (text: string) =>
      `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·&nbsp;</span>${text}</p>`;
    expect(pasted(`${item("a")}${item("<del cite='mailto:Ann'>b</del>")}${item("c")}`)).toBe("- a\n- c");
  });

  test("keeps only the new text of Google Docs suggestions if the clipboard holds Google's own format", () => {
    const resolved = {
      dsl_spacers: "The oldnew word. Gone. Kept\n",
      dsl_suggesteddeletions: {
        sgsl_sugg: [
          [],
          null,
          null,
          null,
          ["a"],
          null,
          null,
          [],
          ...Array(9).fill(null),
          ["b"],
          null,
          null,
          null,
          null,
          null,
          [],
        ],
      },
    };
    const clip = JSON.stringify({ dih: 1, data: JSON.stringify({ resolved }) });
    const html = `<meta charset="utf-8"><b style="font-weight:normal" id="docs-internal-guid-1"><p><span>The </span><span>oldnew</span><span> word. Gone. Kept</span></p></b>`;
    const type = "application/x-vnd.google-docs-document-slice-clip+wrapped";
    const words = (data: Record<string, string>) => sketch(outlineOf(pasteClipboard(data))).join("\n");
    expect(words({ "text/html": html, [type]: clip })).toBe("The new word. Kept");
    expect(words({ "text/html": html, [type]: "of another form" })).toBe("The oldnew word. Gone. Kept");
    expect(words({ "text/html": "<p>Other words</p>", [type]: clip })).toBe("Other words");
  });

  test("keeps struck text that is not a tracked change", () => {
    const marks = pasteHtml("<p>no <del>longer</del> <s>true</s></p>")[0]?.children.flatMap((node) =>
      node.marks.map(({ type }) => type.name),
    );
    expect(marks).toEqual(["strike", "strike"]);
  });
});
