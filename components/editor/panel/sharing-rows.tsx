"use client";
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { usePaper } from "#components/newsroom/newsroom-context.tsx";
import { LazyPicker } from "#components/newsroom/pictures/picker/lazy-picker.tsx";
import type { ChosenPictures } from "#components/newsroom/pictures/picker/picture-picker.tsx";
import { explainUpload } from "#components/newsroom/pictures/upload/upload-problem.ts";
import { SearchResult } from "#components/newsroom/small-forms/search-result.tsx";
import { SocialCard } from "#components/newsroom/small-forms/social-card.tsx";
import type { Lookup, PictureLook } from "../lookup.ts";
import { uploadPicture } from "../pictures/upload.ts";
import classes from "./panel.module.css";
import { CheckRow, Row, TextRow } from "./rows.tsx";
import { type ResultPart, roomFor } from "./text-width.ts";
import type { Field, StoryField } from "./use-field.ts";

export type SharingFields = Record<
  "seoTitle" | "seoDescription" | "socialTitle" | "socialText" | "socialPicture" | "socialAlt" | "noindex",
  StoryField
>;

export type SharingProps = {
  fields: SharingFields;
  lookup: Lookup;
  headline: string;
  standfirst: string;
  /** The public path of the page; null before it is published. */
  path: string | null;
  /** The picture of cards, which networks show where there is no other. */
  cardPicture: string | null;
};

const textOf = ({ value }: Field): string => (typeof value === "string" ? value.trim() : "");

/** What search engines and social networks show of a story or page, with a preview of each. */
export function SharingRows({ fields, lookup, headline, standfirst, path, cardPicture }: SharingProps) {
  const { seoTitle, seoDescription, socialTitle, socialText, socialPicture, socialAlt, noindex } = fields;
  const paper = usePaper();
  const title = textOf(seoTitle) || headline;
  const description = textOf(seoDescription) || standfirst || headline;
  const wholeTitle = `${title || "No headline yet"} | ${paper}`;
  const own = textOf(socialPicture);
  const shown = own || cardPicture;
  const look = shown ? lookup.pictures.get(shown) : undefined;
  return (
    <>
      <h4 className={classes.group}>Search engines</h4>
      <TextRow
        label={seoTitle.label}
        field={seoTitle}
        max={seoTitle.max}
        placeholder={headline || "From the headline"}
        hint={<RoomFor part="title" text={wholeTitle} />}
      />
      <TextRow
        label={seoDescription.label}
        field={seoDescription}
        max={seoDescription.max}
        lines={3}
        placeholder={standfirst || "From the standfirst"}
        hint={<RoomFor part="description" text={description} />}
      />
      <CheckRow label={noindex.label} field={noindex} />
      <figure className={classes.sample} aria-label="Search result">
        <SearchResult
          title={wholeTitle}
          description={description}
          url={`${location.origin}${path === null ? "" : encodeURI(path)}`}
          paper={paper}
        />
      </figure>
      <h4 className={classes.group}>Social networks</h4>
      <TextRow
        label={socialTitle.label}
        field={socialTitle}
        max={socialTitle.max}
        placeholder={title || "From the headline"}
        count
      />
      <TextRow
        label={socialText.label}
        field={socialText}
        max={socialText.max}
        lines={3}
        placeholder={description || "From the standfirst"}
        count
      />
      <SocialPictureRow field={socialPicture} alt={socialAlt} lookup={lookup} />
      {own !== "" && (
        <TextRow
          label="Alt text"
          field={socialAlt}
          max={socialAlt.max}
          lines={2}
          placeholder="Describe the picture for people who can’t see it"
        />
      )}
      <figure className={classes.sample} aria-label="Social card">
        <SocialCard
          title={textOf(socialTitle) || title || "No headline yet"}
          description={textOf(socialText) || description}
          host={location.host}
          picture={look && !look.hidden ? { ...pictureOf(look), alt: "" } : null}
        />
      </figure>
    </>
  );
}

const pictureOf = ({ src, width, height, crops, focal }: PictureLook) => ({
  url: src,
  width,
  height,
  crop: crops?.["1.91:1"],
  focal,
});

function RoomFor({ part, text }: { part: ResultPart; text: string }) {
  const { words, isCut } = roomFor(part, text);
  return <span data-cut={isCut || undefined}>{words}</span>;
}

type PictureProps = { field: StoryField; alt: StoryField; lookup: Lookup };

/** A picture for social networks alone. Its crop is the one that the library has for link previews. */
function SocialPictureRow({ field, alt, lookup }: PictureProps) {
  const [isChoosing, setChoosing] = useState(false);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const choose = useRef<HTMLButtonElement>(null);
  const id = textOf(field);
  const look = id ? lookup.pictures.get(id) : undefined;

  const take = (picture: PictureLook & { id: string; alt: string }) => {
    const { width, height, color, src } = picture;
    lookup.add({ pictures: { [picture.id]: lookup.pictures.get(picture.id) ?? { width, height, color, src } } });
    field.set(picture.id);
    alt.set(picture.alt.replace(/\s+/g, " ").slice(0, alt.max));
  };
  const answer = async (chosen: ChosenPictures) => {
    setChoosing(false);
    setProblem(undefined);
    const [file] = "files" in chosen ? chosen.files : [];
    const [picture] = "pictures" in chosen ? chosen.pictures : [];
    if (picture) return take(picture);
    if (!file) return;
    setSending(true);
    const sent = await uploadPicture(file, () => {});
    setSending(false);
    if (sent.ok) take(sent.data);
    else if (sent.code === "OFFLINE") setProblem("The newsroom could not be reached. Try again when you are online.");
    else setProblem(explainUpload(sent));
  };
  return (
    <Row
      label={field.label}
      field={field}
      say={(value) =>
        value === null ? "no picture" : value === field.value ? "the picture shown here" : "another picture"
      }
      problem={problem}
      hint={
        look?.hidden
          ? "Readers may not see this picture now. Social networks show the main picture instead."
          : "Optional. Its crop for link previews is set in the library."
      }
    >
      {(inputId) => (
        <div className={classes.chosenPicture}>
          {/* biome-ignore lint/performance/noImgElement: a rendition of our own, which needs no optimizer */}
          {look && <img src={look.src} alt="" width={64} height={34} />}
          <Button
            ref={choose}
            id={inputId}
            variant="default"
            size="xs"
            disabled={field.disabled}
            loading={isSending}
            aria-label={id ? "Replace the social picture" : "Choose a picture for social networks"}
            onClick={() => setChoosing(true)}
          >
            {id ? "Replace" : "Choose a picture"}
          </Button>
          {id && (
            <Button
              variant="default"
              size="xs"
              disabled={field.disabled}
              aria-label="Remove the social picture"
              onClick={() => {
                choose.current?.focus(); // this button is about to go
                field.set(null);
                alt.set("");
              }}
            >
              Remove
            </Button>
          )}
          {isChoosing && (
            <LazyPicker isMultiple={false} close={() => setChoosing(false)} choose={(chosen) => void answer(chosen)} />
          )}
        </div>
      )}
    </Row>
  );
}
