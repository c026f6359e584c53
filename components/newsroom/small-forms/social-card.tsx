import type { CropArea, FocalPoint } from "#lib/pictures/types.ts";
import classes from "./small-forms.module.css";

export type SharedPicture = {
  url: string;
  width: number;
  height: number;
  alt: string;
  /** The part of the file that is shown; without it the file is cut around its focal point. */
  crop?: CropArea | undefined;
  focal?: FocalPoint | undefined;
};

type Props = { title: string; description: string; host: string; picture: SharedPicture | null };

const percent = (share: number): string => `${share * 100}%`;

function placeOf({ crop, focal }: SharedPicture) {
  if (!crop) return focal ? { objectPosition: `${percent(focal.x)} ${percent(focal.y)}` } : {};
  const { x, y, width, height } = crop;
  return {
    width: percent(1 / width),
    height: percent(1 / height),
    left: percent(-x / width),
    top: percent(-y / height),
  };
}

/** About what a social network shows of a link. */
export function SocialCard({ title, description, host, picture }: Props) {
  return (
    <div className={classes.social}>
      {picture && (
        <div className={classes.cut}>
          {/* biome-ignore lint/performance/noImgElement: a rendition of our own, which needs no optimizer */}
          <img
            src={picture.url}
            width={picture.width}
            height={picture.height}
            alt={picture.alt}
            style={placeOf(picture)}
          />
        </div>
      )}
      <div>
        <p className={classes.host} dir="ltr">
          {host}
        </p>
        <p className={classes.headline}>{title}</p>
        <p className={classes.text}>{description}</p>
      </div>
    </div>
  );
}
