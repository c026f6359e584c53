import type { Metadata } from "next";
import Link from "next/link";
import { NewIdea } from "#components/newsroom/assignments/new-idea.tsx";
import { KeyHints } from "#components/newsroom/key-hints.tsx";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import type { Query } from "#components/newsroom/query.ts";
import { ChoosePassword } from "#components/newsroom/setup/choose-password.tsx";
import { SetupReminder, SetupSteps } from "#components/newsroom/setup/setup-steps.tsx";
import { filtersOf, listAddress, viewsFor } from "#components/newsroom/stories/list-address.ts";
import { NewStory } from "#components/newsroom/stories/new-story.tsx";
import { NoStories } from "#components/newsroom/stories/no-stories.tsx";
import { RowKeys } from "#components/newsroom/stories/row-keys.tsx";
import classes from "#components/newsroom/stories/stories.module.css";
import { StoriesTable } from "#components/newsroom/stories/stories-table.tsx";
import { StoryFilterBar } from "#components/newsroom/stories/story-filters.tsx";
import { StorySearch } from "#components/newsroom/stories/story-search.tsx";
import { StorySelection } from "#components/newsroom/stories/story-selection.tsx";
import { StoryViews } from "#components/newsroom/stories/story-views.tsx";
import { NewFromTemplate } from "#components/newsroom/templates/new-from-template.tsx";
import { listAssignable } from "#lib/assignments/data.ts";
import { canAssignOthers, canPlanIdeas } from "#lib/assignments/policy.ts";
import { canSignInAgain } from "#lib/auth/data.ts";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listPersonOptions } from "#lib/people/data.ts";
import { listSections } from "#lib/published/taxonomy/data.ts";
import { findSetup } from "#lib/site/setup-data.ts";
import { countStories, listStories } from "#lib/stories/list-data.ts";
import { storyFiltersSchema } from "#lib/stories/schema.ts";
import { zonesWith } from "#lib/times.ts";

export const metadata: Metadata = { title: "Stories" };

export default async function StoriesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [actor, query] = await Promise.all([requirePerson(), searchParams]);
  const asked = storyFiltersSchema.parse(first(query));
  const filters = filtersOf(asked);
  const views = viewsFor(actor.id);
  const [{ stories, next }, total, counts, sections, people, assignable, setup, isKnown] = await Promise.all([
    listStories(actor, asked),
    countStories(actor, asked),
    Promise.all(views.map((view) => countStories(actor, storyFiltersSchema.parse(view.filters)))),
    listSections(),
    listPersonOptions(actor),
    listAssignable(actor),
    findSetup(actor),
    canSignInAgain(actor),
  ]);
  const isNarrowed = Object.keys(filters).length > 0 || asked.cursor !== undefined;
  const inSections = sections
    .flatMap((section) => [section, ...section.children])
    .map(({ id, name }) => ({ id, name }));
  const mayAssignAll = canAssignOthers(actor);
  const selectable = stories.filter(({ mayTakeDown }) => mayTakeDown).map(({ id, headline }) => ({ id, headline }));
  const steps = setup && { setup, zones: zonesWith(setup.site.timeZone) };
  return (
    <>
      <PageBar title="Stories" count={total}>
        <StorySearch q={asked.q} />
        {canPlanIdeas(actor) && (
          <NewIdea sections={inSections} people={assignable.filter(({ id }) => mayAssignAll || id === actor.id)} />
        )}
        <NewFromTemplate />
        <NewStory />
      </PageBar>
      <StoryViews views={views.map((view, index) => ({ ...view, count: counts[index] ?? 0 }))} filters={filters} />
      <StoryFilterBar filters={filters} sections={inSections} people={people} />
      <StorySelection list={listAddress({ ...filters, cursor: asked.cursor ?? "" })} stories={selectable}>
        <PageBody>
          {!isKnown && <ChoosePassword />}
          {steps && !isNarrowed && (total > 0 ? <SetupReminder {...steps} /> : <SetupSteps {...steps} />)}
          {stories.length > 0 ? (
            <StoriesTable stories={stories} />
          ) : (
            (!steps || isNarrowed) && <NoStories filters={filters} />
          )}
          {(next || asked.cursor) && (
            <nav className={classes.more} aria-label="Pages">
              {asked.cursor && (
                <Link className="link" href={listAddress(filters)}>
                  Newest
                </Link>
              )}
              {next && (
                <Link className="link" rel="next" href={listAddress({ ...filters, cursor: next })}>
                  Next 50
                </Link>
              )}
            </nav>
          )}
        </PageBody>
      </StorySelection>
      <RowKeys />
      <KeyHints
        keys={[
          { keys: ["J", "K"], does: "move" },
          { keys: ["Enter"], does: "open" },
          ...(selectable.length > 0 ? [{ keys: ["X"], does: "select" }] : []),
          { keys: ["/"], does: "find" },
          { keys: ["?"], does: "all keys" },
        ]}
      />
    </>
  );
}

/** The first value of a parameter that the address contains twice. */
const first = (query: Query) =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));
