import { hrefOf, partPath } from "#lib/addresses/paths.ts";
import { allBlocks } from "#lib/document/blocks/registry.ts";
import { isEmbed, isMedia } from "#lib/document/nodes.ts";
import type { ShownBlock, ShownPiece } from "#lib/document/shown-change.ts";
import type { LiveCard, LiveStoryPage } from "#lib/published/types.ts";
import type { LiveVersion, VersionPage } from "#lib/published/versions/data.ts";
import type { SiteSettings } from "#lib/site/schema.ts";
import { directionOf, type Times } from "#lib/times.ts";
import { correctionKinds } from "../site/corrections-page.tsx";
import { Breadcrumb, LatestRail, Pager } from "../site/lists.tsx";

type Props = {
  story: LiveStoryPage;
  page: VersionPage;
  paper: SiteSettings;
  latest: readonly LiveCard[];
  times: Times;
};

/** All published versions of a story, newest first, with the changes as far as readers may see them. */
export function HistoryPage({ story, page, paper, latest, times }: Props) {
  const language = story.language === times.language ? {} : { lang: story.language, dir: directionOf(story.language) };
  return (
    <div className="wrap page">
      <main id="content" tabIndex={-1}>
        <Breadcrumb trail={story.trail} />
        <div className="title">
          <h1>What changed</h1>
          <p className="deck">
            in{" "}
            <a href={hrefOf(story.path)} {...language}>
              {story.headline}
            </a>
          </p>
          {page.number > 1 && (
            <p className="meta">
              Page {page.number} of {page.pages}
            </p>
          )}
        </div>
        <ol className="notes">
          {page.versions.map((version) => (
            <Version key={version.number} version={version} language={language} times={times} />
          ))}
        </ol>
        <p className="meta">
          {paper.shortName || paper.name} keeps every version. Every version has a digital fingerprint linked to the one
          before it, so no version can be altered or removed without trace.
        </p>
        <Pager path={partPath(story.path, "history")} page={page} names={["Newer versions", "Older versions"]} />
      </main>
      <LatestRail cards={latest} times={times} />
    </div>
  );
}

/** The language attributes of the story if the page around it is in another language. */
type Language = { lang?: string; dir?: string };

const kinds = { PUBLISHED: "Updated", CORRECTED: correctionKinds.CORRECTION, CLARIFIED: correctionKinds.CLARIFICATION };

function Version({ version, language, times }: { version: LiveVersion; language: Language; times: Times }) {
  const { number, revision, kind, isFirst, at, note, change, blankedAt, revisionHash } = version;
  return (
    <li id={`version-${number}`}>
      <p className="kicker">Version {number}</p>
      <h2 className="hl">
        {isFirst && kind === "PUBLISHED" ? "Published" : kinds[kind]},{" "}
        <time dateTime={times.iso(at)}>{times.full(at)}</time>
      </h2>
      {note && (
        <p className="deck" {...language}>
          {note}
        </p>
      )}
      <p className="meta">{whatIsShown(version)}</p>
      {blankedAt && (
        <p className="meta">
          Words of this version were blanked by law on{" "}
          <time dateTime={times.iso(blankedAt)}>{times.date(blankedAt)}</time>.
        </p>
      )}
      {change?.blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: changes have no other name, and a page is made once
        <Change key={index} block={block} language={language} />
      ))}
      {change && change.more > 0 && (
        <p className="meta">
          {change.more} more {change.more === 1 ? "passage" : "passages"} changed, too much to be shown here.
        </p>
      )}
      <details className="meta">
        <summary>Verify</summary>
        <p className="seal">
          Fingerprint (SHA-256) of revision {revision}: <code>{revisionHash}</code>
        </p>
      </details>
    </li>
  );
}

const counted = (count: number): string => (count === 1 ? "1 word" : `${count.toLocaleString("en-GB")} words`);

/** How much changed, and whether deleted words are shown. */
function whatIsShown({ isFirst, words, change }: LiveVersion): string {
  if (isFirst) return "First published version. Later versions are compared with it.";
  if (words === "NONE" || !change) return "The changes in this version are not shown.";
  const { added, takenOut } = change.words;
  if (added + takenOut === 0) return change.blocks.length === 0 ? "The text did not change." : "No words changed.";
  const sizes = [added > 0 && `${counted(added)} added`, takenOut > 0 && `${counted(takenOut)} deleted`];
  const summary = `${sizes.filter(Boolean).join(", ")}.`;
  return words === "NEW" && takenOut > 0 ? `${summary} The deleted words are not shown.` : summary;
}

const zoneNames = {
  kicker: "Above the headline",
  headline: "Headline",
  standfirst: "Introduction",
  mainFigure: "Main picture",
  keyPoints: "Key points",
  inShort: "In short",
} as const;
/** What readers call a block of the body. */
const readerNames = new Map(
  allBlocks.flatMap(({ nodes, readerName }) => Object.keys(nodes).map((name) => [name, readerName])),
);
const fates = { changed: "", added: ", added", takenOut: ", deleted", moved: ", moved" } as const;

function Change({ block, language }: { block: ShownBlock; language: Language }) {
  const { kind, zone, type, lines, hasOtherPicture } = block;
  const name = zone === "body" ? (readerNames.get(type) ?? "Text") : zoneNames[zone];
  return (
    <section className="change">
      <h3 className="meta">
        {name}
        {fates[kind]}
        {hasOtherPicture &&
          kind === "changed" &&
          (isMedia({ type: { name: type } })
            ? ", another file"
            : isEmbed({ type: { name: type } })
              ? ", other content"
              : ", another picture")}
      </h3>
      {lines.map((pieces, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines and pieces have no other name, and a page is made once
        <p key={index} {...language}>
          {pieces.map((piece, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines and pieces have no other name, and a page is made once
            <Piece key={at} piece={piece} />
          ))}
        </p>
      ))}
    </section>
  );
}

/** A prefix for screen readers. */
const Piece = ({ piece: { kind, text } }: { piece: ShownPiece }) => {
  if (kind === "same") return text;
  const Element = kind === "in" ? "ins" : "del";
  return (
    <Element>
      <span className="visually-hidden" lang="en" dir="ltr">
        {kind === "in" ? " added: " : " removed: "}
      </span>
      {text}
    </Element>
  );
};
