import Link from "next/link";
import type { ReactNode } from "react";
import type { PictureDetails } from "#lib/pictures/library/types.ts";
import { PageBar } from "../../page-bar.tsx";
import classes from "./picture-page.module.css";

type Props = {
  picture: PictureDetails;
  /** Buttons at the end of the top bar. */
  tools?: ReactNode;
  /** The sections of the column beside the picture: each a component of its own, in order. */
  children: ReactNode;
};

/** The page of one picture: the picture at full size, and a column of sections about it. */
export function PicturePage({ picture, tools, children }: Props) {
  return (
    <>
      <PageBar title={picture.fileName}>
        {tools}
        <Link className={classes.back} href="/desk/pictures">
          All pictures
        </Link>
      </PageBar>
      <div className={classes.page}>
        <div className={classes.stage}>
          {/* biome-ignore lint/performance/noImgElement: a rendition of about the size that is shown is there already */}
          <img
            src={picture.large}
            alt={picture.alt || picture.caption || picture.fileName}
            width={picture.width}
            height={picture.height}
            style={{ backgroundColor: picture.color }}
          />
        </div>
        <div className={classes.sections}>{children}</div>
      </div>
    </>
  );
}
