import { notFound } from "next/navigation";
import { FeedItem } from "#components/newsroom/small-forms/feed-item.tsx";
import { isSmallForm } from "#components/newsroom/small-forms/forms.ts";
import { SearchResult } from "#components/newsroom/small-forms/search-result.tsx";
import { SocialCard } from "#components/newsroom/small-forms/social-card.tsx";
import { Card } from "#components/site/card.tsx";
import { standingHead, storyHead } from "#components/site/page-head.ts";
import { hrefOf } from "#lib/addresses/paths.ts";
import { feedEntry } from "#lib/feeds/entry.ts";
import { loadPreview } from "#lib/stories/publishing/preview-loaders.ts";

type Props = { params: Promise<{ id: string; form: string }> };

/** The working copy as it would look on a front, in a search, on a social network or in a feed. */
export default async function SmallFormPage({ params }: Props) {
  const { id, form } = await params;
  const { view, paper, times, origin } = await loadPreview(id);
  if (!view || !isSmallForm(form)) notFound();
  const context = { paper, times, origin };
  const isStory = "story" in view;
  if (isStory && form === "card") {
    const { story } = view;
    return (
      <main style={{ maxWidth: "26rem" }}>
        <Card card={story} level={2} size="xl" hasDeck times={times} when={times.date(story.publishedAt)} />
      </main>
    );
  }
  if (isStory && form === "feed") {
    const linked = new Map(view.cards.map(({ id, path, headline }) => [id, { path, headline }]));
    const { image, html, ...entry } = feedEntry(view.story, linked, origin);
    // Pictures are loaded from this server, whatever the public address is.
    const here = (text: string) => text.replaceAll(`${origin}/pictures/`, "/pictures/");
    const shown = { ...entry, html: here(html), image: image && { ...image, url: here(image.url) } };
    return (
      <main>
        <FeedItem entry={shown} paper={paper.name} times={times} />
      </main>
    );
  }
  const head = isStory ? storyHead(view.story, context, view.translations) : standingHead(view.page, context);
  const { path } = isStory ? view.story : view.page;
  if (form === "search")
    return (
      <main>
        <SearchResult
          title={head.title}
          description={head.description ?? ""}
          url={`${origin}${hrefOf(path)}`}
          paper={paper.name}
        />
      </main>
    );
  if (form !== "social" || !head.openGraph) notFound();
  const { title, description, images = [] } = head.openGraph;
  const [picture] = images;
  return (
    <main>
      <SocialCard
        title={title}
        description={description}
        host={new URL(origin).host}
        picture={picture ? { ...picture, url: picture.url.slice(origin.length) } : null}
      />
    </main>
  );
}
