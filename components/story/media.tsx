import { type NodeJson, wordsOf } from "#lib/document/json.ts";
import { languageInItself } from "#lib/document/story-words.ts";
import { captionsAddress, mediaAddress, mediaFile, mediaType } from "#lib/media/addresses.ts";
import { sizeInWords } from "#lib/media/sizes.ts";
import type { MediaFacts, MediaKind } from "#lib/media/types.ts";
import { transcriptOf } from "#lib/media/vtt.ts";
import { jpegAddress } from "#lib/pictures/addresses.ts";
import { directionOf } from "#lib/times.ts";
import type { BlockContext, BlockProps } from "./block-context.ts";
import { Caption, pictureOf } from "./figure-parts.tsx";
import { Inline, isProposed } from "./inline.tsx";
import { childOf } from "./plain.ts";

/** The file of a node with its id; null if it is not published, or of another kind. */
export function mediaOf(node: NodeJson, kind: MediaKind, context: Pick<BlockContext, "media">) {
  const id = node.attrs?.media;
  const facts = typeof id === "string" && Object.hasOwn(context.media, id) ? context.media[id] : undefined;
  return typeof id === "string" && facts?.kind === kind ? { id, facts } : null;
}

type Found = NonNullable<ReturnType<typeof mediaOf>>;

const Captions = ({ id, facts: { captions, captionsLanguage } }: Found) =>
  captions !== "" && (
    <track
      kind="captions"
      src={captionsAddress(id)}
      srcLang={captionsLanguage}
      label={languageInItself(captionsLanguage)}
    />
  );

/** The spoken words as text, closed at first. */
function Transcript({ facts, context }: { facts: MediaFacts; context: BlockContext }) {
  const { transcript, captions, captionsLanguage: language } = facts;
  const paragraphs = transcript === "" ? transcriptOf(captions) : transcript.split(/\n\s*\n/);
  if (paragraphs.length === 0) return null;
  const own = language === "" || language === context.language ? {} : { lang: language, dir: directionOf(language) };
  return (
    <details className="transcript">
      <summary {...context.said.mark}>{context.said.words.transcript}</summary>
      {paragraphs.map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server
        <p key={index} {...own}>
          {paragraph}
        </p>
      ))}
    </details>
  );
}

/** A video that loads nothing but its poster until it is played. */
export function Video({ node, context }: BlockProps) {
  const found = mediaOf(node, "VIDEO", context);
  if (!found) return null;
  const poster = pictureOf(node, context);
  const { width, height } = found.facts;
  return (
    <div className="media">
      <figure>
        <video
          controls
          preload="none"
          playsInline
          src={mediaAddress(found.id, found.facts)}
          {...(width && height ? { width, height } : {})}
          {...(poster ? { poster: jpegAddress(poster.facts, poster.id, 960) } : {})}
          {...nameOf(node)}
        >
          <Captions {...found} />
        </video>
        <Caption node={node} />
      </figure>
      <Transcript facts={found.facts} context={context} />
    </div>
  );
}

/** The caption names the player to screen readers. */
function nameOf(node: NodeJson): { "aria-label"?: string } {
  const caption = childOf(node, "caption");
  const words = caption && !isProposed(caption) ? wordsOf(caption).trim() : "";
  return words === "" ? {} : { "aria-label": words.length > 120 ? `${words.slice(0, 117)}…` : words };
}

export function Audio({ node, context }: BlockProps) {
  const found = mediaOf(node, "AUDIO", context);
  if (!found) return null;
  return (
    <div className="media">
      <figure>
        <audio controls preload="none" src={mediaAddress(found.id, found.facts)} {...nameOf(node)}>
          <Captions {...found} />
        </audio>
        <Caption node={node} />
      </figure>
      <Transcript facts={found.facts} context={context} />
    </div>
  );
}

/** A document to download, with its kind and size. */
export function File({ node, context }: BlockProps) {
  const found = mediaOf(node, "DOCUMENT", context);
  if (!found) return null;
  const { id, facts } = found;
  const title = childOf(node, "fileTitle");
  const isNamed = title && !isProposed(title) && wordsOf(title).trim() !== "";
  return (
    <p className="file">
      <a href={mediaAddress(id, facts)} type={mediaType(facts)}>
        {isNamed ? <Inline node={title} plain /> : mediaFile(facts)}
      </a>{" "}
      <small>
        {facts.format.toUpperCase()}, {sizeInWords(facts.bytes, context.language)}
      </small>
    </p>
  );
}
