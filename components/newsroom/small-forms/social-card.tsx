import classes from "./small-forms.module.css";

export type SharedPicture = { url: string; width: number; height: number; alt: string };

type Props = { title: string; description: string; host: string; picture: SharedPicture | null };

/** About what a social network shows of a link. */
export function SocialCard({ title, description, host, picture }: Props) {
  return (
    <div className={classes.social}>
      {picture && (
        // biome-ignore lint/performance/noImgElement: a rendition of our own, which needs no optimizer
        <img src={picture.url} width={picture.width} height={picture.height} alt={picture.alt} />
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
