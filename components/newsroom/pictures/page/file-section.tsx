"use client";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import type { ContentCredentials, PictureDetails } from "#lib/pictures/library/types.ts";
import { bytesOf } from "../../press/bytes.ts";
import classes from "./picture-page.module.css";

/** Facts about the uploaded file. */
export function FileSection({ picture }: { picture: PictureDetails }) {
  const times = useTimes();
  const { fileName, width, height, bytes, format, uploader, createdAt, location, credentials } = picture;
  return (
    <section className={classes.section} aria-labelledby="file-title">
      <h2 id="file-title">File</h2>
      <dl className={classes.facts}>
        <dt>Name</dt>
        <dd>{fileName}</dd>
        <dt>Size</dt>
        <dd>
          {width.toLocaleString("en-GB")} × {height.toLocaleString("en-GB")} pixels
          {bytes > 0 && `, ${bytesOf(bytes)}`}, {format.toUpperCase()}
        </dd>
        <dt>Uploaded</dt>
        <dd>
          <time dateTime={createdAt}>{times.full(new Date(createdAt))}</time>
          {uploader && ` by ${uploader.name}`}
        </dd>
        {location && (
          <>
            <dt>Taken at</dt>
            <dd>
              {coordinates(location)}
              <span className={classes.hint}>Shown to the newsroom only. Published files carry no location.</span>
            </dd>
          </>
        )}
      </dl>
      {credentials && <p>{credentialsSentence(credentials, (at) => times.full(at))}</p>}
    </section>
  );
}

const coordinates = ({ latitude, longitude }: { latitude: number; longitude: number }): string =>
  `${Math.abs(latitude).toFixed(5)}° ${latitude < 0 ? "S" : "N"}, ${Math.abs(longitude).toFixed(5)}° ${longitude < 0 ? "W" : "E"}`;

function credentialsSentence({ issuer, tool, signedAt }: ContentCredentials, full: (at: Date) => string): string {
  const at = signedAt === undefined ? null : new Date(signedAt);
  const when = at && !Number.isNaN(at.getTime()) ? ` on ${full(at)}` : "";
  return `Content credentials: ${issuer ? `issued by ${issuer}` : "of an unknown issuer"}${tool ? ` with ${tool}` : ""}${when}.`;
}
