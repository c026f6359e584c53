import { describe, expect, test } from "vitest";
import { newId } from "../ids.ts";
import { gallery } from "./blocks/gallery/block.ts";
import { video } from "./blocks/video/block.ts";
import { figure, paragraph, storyDocument } from "./build.ts";
import { applySteps, guardDocument } from "./guard.ts";
import { projectLive } from "./project-live.ts";
import { replacePicture } from "./replace-picture.ts";

const from = { id: newId(), alt: "A quay", caption: "The quay", credit: "Agency" };
const to = { id: newId(), alt: "A pier", caption: "The pier in May", credit: "Staff" };
const other = newId();

const shown = { picture: from.id, alt: from.alt, caption: from.caption, credit: from.credit };
const replaced = (doc: ReturnType<typeof storyDocument>) => replacePicture(doc, from, to).doc;

describe("replacing a picture in a document", () => {
  test("the picture is replaced in the main figure, figures and galleries, and no other picture is", () => {
    const doc = storyDocument({
      headline: "Quay",
      mainFigure: shown,
      body: [
        figure(shown),
        paragraph("Text."),
        gallery({ pictures: [shown, { picture: other }] }),
        figure({ picture: other }),
      ],
    });
    const after = replaced(doc);
    guardDocument(after);
    expect(projectLive(after).pictures).toEqual([to.id, other]);
    expect(projectLive(doc).pictures).toEqual([from.id, other]);
  });

  test("words that are still those of the library become those of the new picture", () => {
    const { mainPicture } = projectLive(replaced(storyDocument({ headline: "Quay", mainFigure: shown })));
    expect(mainPicture).toMatchObject({ picture: to.id, alt: to.alt, caption: to.caption, credit: to.credit });
  });

  test("the picture for social networks is replaced, and its alt text unless somebody has written one", () => {
    const fieldsAfter = (socialAlt: string) => {
      const doc = storyDocument({ headline: "Quay", fields: { socialPicture: from.id, socialAlt } });
      const change = replacePicture(doc, from, to);
      expect(
        applySteps(
          doc,
          change.steps.map((step) => step.toJSON()),
        ).doc.eq(change.doc),
      ).toBe(true);
      const { fields } = projectLive(change.doc);
      return [fields.socialPicture, fields.socialAlt];
    };
    expect(fieldsAfter(from.alt)).toEqual([to.id, to.alt]);
    expect(fieldsAfter("Own alt")).toEqual([to.id, "Own alt"]);
    expect(fieldsAfter("")).toEqual([to.id, ""]);
  });

  test("words that somebody has written for the use stay", () => {
    const own = { picture: from.id, alt: "Own alt", caption: "Own caption", credit: "Own credit" };
    const { mainPicture } = projectLive(replaced(storyDocument({ headline: "Quay", mainFigure: own })));
    expect(mainPicture).toMatchObject({ ...own, picture: to.id });
  });

  test("a crop of the old picture is reset", () => {
    const doc = storyDocument({ headline: "Quay", mainFigure: { ...shown, crop: "1x1x8x6" } });
    expect(projectLive(replaced(doc)).mainPicture?.crop).toBeNull();
  });

  test("a decorative use gets no alt text", () => {
    const doc = storyDocument({ headline: "Quay", mainFigure: { ...shown, decorative: true } });
    expect(projectLive(replaced(doc)).mainPicture).toMatchObject({ picture: to.id, decorative: true, alt: "" });
  });

  test("the poster of a video is replaced, and its caption stays", () => {
    const doc = storyDocument({
      headline: "Quay",
      body: [video({ media: other, poster: from.id, caption: "A film" })],
    });
    const after = replaced(doc);
    guardDocument(after);
    expect(projectLive(after).pictures).toEqual([to.id]);
    expect(after.textContent).toContain("A film");
  });

  test("a picture that somebody proposes to change stays", () => {
    const attrs = {
      id: "s1",
      person: other,
      type: "attr",
      attrName: "picture",
      previousValue: other,
      newValue: from.id,
    };
    const proposed = { ...figure(shown), marks: [{ type: "modification", attrs }] };
    const doc = storyDocument({ headline: "Quay", body: [proposed, paragraph("Text.")] });
    expect(replacePicture(doc, from, to).steps).toEqual([]);
  });

  test("the steps pass the guard, and undoing them gives the former document", () => {
    const doc = storyDocument({ headline: "Quay", mainFigure: { ...shown, crop: "1x1x8x6" }, body: [figure(shown)] });
    const transform = replacePicture(doc, from, to);
    const applied = applySteps(
      doc,
      transform.steps.map((step) => step.toJSON()),
    );
    expect(applied.doc.eq(transform.doc)).toBe(true);
    const back = transform.steps.reduceRight(
      (now, step, index) => step.invert(transform.docs[index] ?? doc).apply(now).doc ?? now,
      transform.doc,
    );
    expect(back.eq(doc)).toBe(true);
  });

  test("a document without the picture has no steps", () => {
    const doc = storyDocument({ headline: "Quay", mainFigure: { picture: other } });
    expect(replacePicture(doc, from, to).steps).toEqual([]);
  });
});
