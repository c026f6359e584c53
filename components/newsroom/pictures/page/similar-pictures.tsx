import type { LibraryPicture } from "#lib/pictures/library/types.ts";
import classes from "./picture-page.module.css";

/** Other pictures of the library that look like this one; nothing if there are none. */
export function SimilarPictures({ pictures }: { pictures: LibraryPicture[] }) {
  if (pictures.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby="similar-title">
      <h2 id="similar-title">Similar pictures</h2>
      <ul className={classes.similar}>
        {pictures.map(({ id, src, alt, caption, fileName, color, withdrawnAt }) => (
          <li key={id}>
            <a href={`/desk/pictures/${id}`}>
              {/* biome-ignore lint/performance/noImgElement: a rendition for the grid is there already */}
              <img
                src={src}
                alt={alt || caption || fileName}
                title={fileName}
                loading="lazy"
                style={{ backgroundColor: color }}
              />
            </a>
            {withdrawnAt && <span className="small">Withdrawn</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
