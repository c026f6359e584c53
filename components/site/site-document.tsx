import type { ReactNode } from "react";
import { archivePath, correctionsPath, feedPath, hrefOf } from "#lib/addresses/paths.ts";
import type { Breaking } from "#lib/breaking/schema.ts";
import type { NavSection } from "#lib/published/types.ts";
import type { FootPage } from "#lib/site/foot-schema.ts";
import { type Masthead as Drawn, mastheadPath } from "#lib/site/masthead-schema.ts";
import { footLinks, profileLinks, type SiteSettings } from "#lib/site/schema.ts";
import { directionOf, type Times } from "#lib/times.ts";
import { SearchField, SearchLink } from "./search-field.tsx";

export type ChromeProps = {
  paper: SiteSettings;
  /** The published standing pages, in order. */
  pages: readonly FootPage[];
  sections: readonly NavSection[];
  times: Times;
  /** The paper's logo; without one its name is shown. */
  masthead?: Drawn | null;
};

export type DocumentProps = ChromeProps & {
  /** The current breaking-news line; a preview has none. */
  breaking?: Pick<Breaking, "text" | "href"> | null;
  /** The language of the page; the site chrome keeps that of the paper. */
  language?: string | undefined;
  /** The front page has the large nameplate. */
  isFront?: boolean;
  /** When the newest story on the front page was published. */
  newest?: Date | undefined;
  /** Path of the page's section, or of the standing page itself. */
  current?: string | undefined;
  /** Whether this is the search page, which has a larger field. */
  isSearch?: boolean;
};

/** The complete HTML document of a public page. `head` is the content of its head element. */
export function SiteDocument({ head, children, ...props }: DocumentProps & { head: ReactNode; children: ReactNode }) {
  const { paper, isFront = false } = props;
  const language = props.language ?? paper.language;
  // Set only if the page is in another language than the paper.
  const own = language === paper.language ? {} : { lang: paper.language, dir: directionOf(paper.language) };
  return (
    <html
      lang={language}
      dir={directionOf(language)}
      {...(paper.accent === "red" ? {} : { className: paper.accent })} // red is the default in tokens.css
    >
      {/* biome-ignore lint/style/noHeadElement: Next does not write this document, or leaves its head to us */}
      <head>{head}</head>
      <body {...(isFront ? { className: "front" } : {})}>
        <a className="skip" href="#content" {...own}>
          Skip to content
        </a>
        {props.breaking && <BreakingLine {...props.breaking} own={own} />}
        <header {...own}>
          {isFront ? <FrontMasthead {...props} /> : <Masthead {...props} />}
          <Sections {...props} />
        </header>
        {children}
        <Colophon {...props} own={own} />
      </body>
    </html>
  );
}

type Own = { lang?: string; dir?: string };

const BreakingLine = ({ text, href, own }: Pick<Breaking, "text" | "href"> & { own: Own }) => (
  <aside className="breaking" aria-label="Breaking news" {...own}>
    <p className="wrap">
      <b>Breaking</b> {href ? <a href={href}>{text}</a> : text}
    </p>
  </aside>
);

/** The nameplate: the logo, or the name of the paper. */
const Nameplate = ({ paper, masthead }: Pick<DocumentProps, "paper" | "masthead">) =>
  masthead ? (
    // biome-ignore lint/performance/noImgElement: readers get no script that next/image would need
    <img
      src={mastheadPath(masthead)}
      width={masthead.width}
      height={masthead.height}
      alt={paper.name}
      {...(masthead.ink ? { className: `ink-${masthead.ink}` } : {})}
    />
  ) : (
    paper.name
  );

const Masthead = ({ paper, masthead, isSearch = false }: DocumentProps) => (
  <div className="wrap top">
    <a className="nameplate" href="/">
      <Nameplate paper={paper} masthead={masthead ?? null} />
    </a>
    {!isSearch && (
      <>
        <SearchField id="find" label={`Search ${paper.shortName || paper.name}`} />
        <SearchLink />
      </>
    )}
  </div>
);

/** The nameplate between the date of the last update and the paper's motto. */
const FrontMasthead = ({ paper, masthead, newest, times }: DocumentProps) => (
  <div className="wrap nameplate-row">
    <p className="ear">
      {newest && (
        <>
          <b>
            <time dateTime={times.iso(newest)}>{times.day(newest)}</time>
          </b>
          <br />
          <span dir="ltr">Newest story at {times.clock(newest)}</span>
        </>
      )}
    </p>
    <p>
      <a className="nameplate" href="/" aria-current="page">
        <Nameplate paper={paper} masthead={masthead ?? null} />
      </a>
    </p>
    <p className="ear">
      {paper.tagline && <b>{paper.tagline}</b>}
      <br />
      {paper.ownership}
    </p>
  </div>
);

/** The front page's name in the navigation; no section has the same one. */
export const frontName = ({ paper, sections }: Pick<DocumentProps, "paper" | "sections">): string =>
  sections.some(({ name }) => name.trim().toLowerCase() === "home") ? paper.shortName || paper.name : "Home";

const Sections = ({ paper, sections, current, isFront }: DocumentProps) => (
  <nav className="sections" aria-label="Sections">
    <div className="wrap">
      <ul>
        <li>
          <a href="/" {...(isFront ? { "aria-current": "page" as const } : {})}>
            {frontName({ paper, sections })}
          </a>
        </li>
        {sections.map((section) => (
          <li key={section.id}>
            <a
              href={hrefOf(section.path)}
              {...(current !== undefined && `${current}/`.startsWith(`${section.path}/`)
                ? { "aria-current": current === section.path ? ("page" as const) : ("true" as const) }
                : {})}
            >
              {section.name}
            </a>
          </li>
        ))}
      </ul>
      {isFront && <SearchLink />}
    </div>
  </nav>
);

function Colophon({ paper, pages, sections, current, own }: DocumentProps & { own: Own }) {
  const half = Math.ceil(sections.length / 2);
  const columns = [sections.slice(0, half), sections.slice(half)].filter((column) => column.length > 0);
  const standing = pages.map(({ name, path, language }) => ({
    name,
    href: hrefOf(path),
    ...(language === paper.language ? {} : { lang: language, dir: directionOf(language) }),
  }));
  // Links that an admin entered before there was a page for them.
  const others = footLinks(paper.links).filter(({ href }) => standing.every((page) => page.href !== href));
  const links = [...standing, ...others];
  const publisher = [paper.publisher || paper.name, paper.address].filter(Boolean).join(", ");
  return (
    <footer className="colophon" {...own}>
      <div className="wrap">
        <div>
          <p>
            <a className="nameplate" href="/">
              {paper.name}
            </a>
          </p>
          <p className="meta">{[paper.tagline && `${paper.tagline}.`, paper.ownership].filter(Boolean).join(" ")}</p>
        </div>
        {sections.length > 0 && (
          <nav className="places" aria-label="All sections">
            <h2>Sections</h2>
            <div>
              {columns.map((column) => (
                <ul key={column[0]?.id}>
                  {column.map((section) => (
                    <li key={section.id}>
                      <a href={hrefOf(section.path)}>{section.name}</a>
                    </li>
                  ))}
                </ul>
              ))}
            </div>
          </nav>
        )}
        <nav aria-label="Follow">
          <h2>Follow</h2>
          <ul>
            <li>
              <a href={feedPath()}>RSS, all stories</a>
            </li>
            {profileLinks(paper.profiles).map(({ name, href }) => (
              <li key={href}>
                <a rel="me" href={href}>
                  {name}
                </a>
              </li>
            ))}
            <li>
              <a href={archivePath()}>Archive</a>
            </li>
            <li>
              <a href={correctionsPath}>Corrections</a>
            </li>
            <li>
              <a href="/sitemap.xml">Site map</a>
            </li>
          </ul>
        </nav>
        {links.length > 0 && (
          <nav className="about" aria-label={`About ${paper.name}`}>
            <ul className="row">
              {links.map(({ name, href, ...spoken }) => (
                <li key={`${name} ${href}`}>
                  <a
                    href={href}
                    {...spoken}
                    {...(current && hrefOf(current) === href ? { "aria-current": "page" as const } : {})}
                  >
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <small>Published by {publisher}.</small>
      </div>
    </footer>
  );
}
