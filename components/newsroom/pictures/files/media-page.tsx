"use client";
import { Button } from "@mantine/core";
import Link from "next/link";
import { captionsAddress, mediaAddress } from "#lib/media/addresses.ts";
import type { MediaDetails } from "#lib/picture-desk/media-data.ts";
import { useTimes } from "../../newsroom-context.tsx";
import { PageBar } from "../../page-bar.tsx";
import pageClasses from "../page/picture-page.module.css";
import { StoriesUsing } from "../page/stories-using.tsx";
import classes from "./media.module.css";
import { MediaRights } from "./media-rights.tsx";
import { factsInWords } from "./media-table.tsx";

/** The page of a video, a sound or a document. */
export function MediaPage({ media }: { media: MediaDetails }) {
  const times = useTimes();
  const { uses } = media;
  return (
    <>
      <PageBar title={media.fileName}>
        <Link className={pageClasses.back} href="/desk/pictures/files">
          Video, audio and files
        </Link>
      </PageBar>
      <div className={pageClasses.page}>
        <div className={pageClasses.stage} data-kind={media.kind}>
          <Stage media={media} />
        </div>
        <div className={pageClasses.sections}>
          <MediaRights key={media.id} media={media} />
          <section className={pageClasses.section} aria-labelledby="used-title">
            <h2 id="used-title">Where used</h2>
            {uses.stories.length + uses.unseenCount === 0 && <p className="small dim">No story or page uses it.</p>}
            <StoriesUsing uses={uses} />
          </section>
          <section className={pageClasses.section} aria-labelledby="file-title">
            <h2 id="file-title">File</h2>
            <dl className={pageClasses.facts}>
              <dt>Name</dt>
              <dd>{media.fileName}</dd>
              <dt>Size</dt>
              <dd>{factsInWords(media)}</dd>
              <dt>Uploaded</dt>
              <dd>
                <time dateTime={media.createdAt}>{times.full(new Date(media.createdAt))}</time>
                {media.uploader && ` by ${media.uploader}`}
              </dd>
              {media.kind !== "DOCUMENT" && (
                <>
                  <dt>Captions</dt>
                  <dd>{media.captions ?? "None. A story that shows the file adds them."}</dd>
                </>
              )}
            </dl>
          </section>
        </div>
      </div>
    </>
  );
}

function Stage({ media }: { media: MediaDetails }) {
  const source = mediaAddress(media.id, media);
  const captions = media.captions !== null && (
    <track kind="captions" src={captionsAddress(media.id)} srcLang={media.captions} label="Captions" />
  );
  if (media.kind === "DOCUMENT")
    return (
      <Button component="a" className={classes.download ?? ""} href={source} download>
        Download
      </Button>
    );
  return media.kind === "VIDEO" ? (
    // biome-ignore lint/a11y/useMediaCaption: they are optional
    <video className={classes.player} controls preload="none" src={source} poster={media.poster ?? undefined}>
      {captions}
    </video>
  ) : (
    // biome-ignore lint/a11y/useMediaCaption: they are optional
    <audio className={classes.player} controls preload="none" src={source}>
      {captions}
    </audio>
  );
}
