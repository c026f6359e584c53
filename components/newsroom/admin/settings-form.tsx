"use client";
import { Button, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { saveSiteSettings } from "#lib/site/actions.ts";
import { accents, type SiteSettings } from "#lib/site/schema.ts";
import classes from "../forms.module.css";
import { Problem } from "../problem.tsx";
import { useDoor } from "../use-door.ts";
import { textOf } from "./save-dialog.tsx";

type Props = {
  site: SiteSettings;
  /** Names that the server knows, for the choice. */
  zones: string[];
  /** Set by whoever runs the server; then it cannot be chosen here. */
  fixedTimeZone: string | null;
};

const names = [
  "name",
  "shortName",
  "tagline",
  "ownership",
  "publisher",
  "address",
  "links",
  "profiles",
  "accent",
  "licence",
  "licenceLink",
  "securityContact",
  "securityExpires",
  "hub",
  "indexNowKey",
  "language",
  "timeZone",
] as const;

const switches = ["mayRepublish", "showsHistory"] as const;

/** What a switch says more stands under its words, not under itself. */
const beside = { description: { paddingInlineStart: 10 } };

/** What the paper says about itself. */
export function SettingsForm({ site, zones, fixedTimeZone }: Props) {
  const { send, pending, failure } = useDoor(saveSiteSettings);
  const errorOf = (name: (typeof names)[number]) => failure?.fields?.[name];
  const submit = (form: FormData) => {
    const fields = {
      ...Object.fromEntries(names.map((name) => [name, textOf(form, name)])),
      ...Object.fromEntries(switches.map((name) => [name, form.has(name)])),
    } as SiteSettings;
    // The stored zone stays as it was, for the day on which the server no longer sets one.
    send({ ...fields, ...(fixedTimeZone ? { timeZone: site.timeZone } : {}) }, () =>
      notifications.show({ message: "Settings saved. Readers have them at once." }),
    );
  };
  return (
    <form
      aria-label="Settings"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <section className={classes.form} aria-labelledby="paper-title">
        <h2 id="paper-title">The paper</h2>
        <div className={classes.pair}>
          <TextInput label="Name" name="name" maxLength={80} defaultValue={site.name} error={errorOf("name")} />
          <TextInput
            label="Short name"
            placeholder={site.name}
            name="shortName"
            maxLength={80}
            defaultValue={site.shortName}
            error={errorOf("shortName")}
          />
        </div>
        <TextInput
          label="Tagline"
          description="Under the name on the front page."
          name="tagline"
          maxLength={160}
          defaultValue={site.tagline}
          error={errorOf("tagline")}
        />
      </section>
      <section className={classes.form} aria-labelledby="looks-title">
        <h2 id="looks-title">Looks</h2>
        <Select
          label="Accent colour"
          description="Of labels, marks and the section that is open. Readable in light and in dark."
          name="accent"
          allowDeselect={false}
          data={accents.map((accent) => ({ value: accent, label: accent[0]?.toUpperCase() + accent.slice(1) }))}
          defaultValue={site.accent}
          error={errorOf("accent")}
        />
      </section>
      <section className={classes.form} aria-labelledby="imprint-title">
        <h2 id="imprint-title">At the foot of every page</h2>
        <Textarea
          label="Ownership"
          description="Who owns the paper and pays for it."
          name="ownership"
          maxLength={300}
          autosize
          minRows={2}
          defaultValue={site.ownership}
          error={errorOf("ownership")}
        />
        <TextInput
          label="Publisher"
          name="publisher"
          maxLength={160}
          defaultValue={site.publisher}
          error={errorOf("publisher")}
        />
        <TextInput
          label="Address"
          name="address"
          maxLength={200}
          defaultValue={site.address}
          error={errorOf("address")}
        />
        <Textarea
          label="Links"
          description="Whatever is not written under Pages; they stand behind those. One a line: a name, a space, an address."
          placeholder={"Letters mailto:letters@example.org\nJobs https://example.org/jobs"}
          name="links"
          maxLength={2_000}
          autosize
          minRows={3}
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={site.links}
          error={errorOf("links")}
        />
        <Textarea
          label="Profiles"
          description="Where the paper is found elsewhere: one address a line. Search engines are told too."
          placeholder={"https://bsky.app/profile/example.org\nhttps://www.instagram.com/example"}
          name="profiles"
          maxLength={2_000}
          autosize
          minRows={2}
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={site.profiles}
          error={errorOf("profiles")}
        />
      </section>
      <section className={classes.form} aria-labelledby="licence-title">
        <h2 id="licence-title">At the end of every story</h2>
        <div className={classes.pair}>
          <TextInput
            label="Licence"
            description="Under what others may use it."
            name="licence"
            maxLength={200}
            defaultValue={site.licence}
            error={errorOf("licence")}
          />
          <TextInput
            label="Its link"
            description="What explains it."
            name="licenceLink"
            maxLength={300}
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={site.licenceLink}
            error={errorOf("licenceLink")}
          />
        </div>
        <Switch
          label="Others may republish stories under it"
          description="A page beside each story offers its text to copy, without pictures. A story can be left out in its details."
          name="mayRepublish"
          defaultChecked={site.mayRepublish}
          styles={beside}
        />
      </section>
      <section className={classes.form} aria-labelledby="open-title">
        <h2 id="open-title">What readers see of changes</h2>
        <Switch
          label="Readers may see what changed"
          description="A page beside each story that was published more than once: when and why it changed, with the words that its editors let them see."
          name="showsHistory"
          defaultChecked={site.showsHistory}
          styles={beside}
        />
      </section>
      <section className={classes.form} aria-labelledby="security-title">
        <h2 id="security-title">For who finds a security hole</h2>
        <div className={classes.pair}>
          <TextInput
            label="Contact"
            description="E-mail or https address, for /.well-known/security.txt."
            name="securityContact"
            maxLength={200}
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={site.securityContact}
            error={errorOf("securityContact")}
          />
          <TextInput
            label="Holds until"
            description="A year at most; after it the file is gone."
            name="securityExpires"
            type="date"
            defaultValue={site.securityExpires}
            error={errorOf("securityExpires")}
          />
        </div>
      </section>
      <section className={classes.form} aria-labelledby="told-title">
        <h2 id="told-title">Who is told of news at once</h2>
        <div className={classes.pair}>
          <TextInput
            label="WebSub hub"
            description="Tells feed readers. Needs GALLEY_URL."
            placeholder="https://pubsubhubbub.appspot.com/"
            name="hub"
            maxLength={300}
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={site.hub}
            error={errorOf("hub")}
          />
          <TextInput
            label="IndexNow key"
            description="Tells search engines. Make one up: 8 to 128 letters and digits."
            name="indexNowKey"
            maxLength={128}
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={site.indexNowKey}
            error={errorOf("indexNowKey")}
          />
        </div>
      </section>
      <section className={classes.form} aria-labelledby="place-title">
        <h2 id="place-title">Wording and clock</h2>
        <div className={classes.pair}>
          <TextInput
            label="Language"
            description="Such as en-GB or de."
            name="language"
            maxLength={35}
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={site.language}
            error={errorOf("language")}
          />
          {fixedTimeZone ? (
            <TextInput
              label="Time zone"
              description="Set for this server by GALLEY_TIMEZONE."
              value={fixedTimeZone}
              readOnly
              error={errorOf("timeZone")}
            />
          ) : (
            <Select
              label="Time zone"
              description="Dates in addresses and on pages follow it."
              name="timeZone"
              searchable
              allowDeselect={false}
              nothingFoundMessage="No such time zone"
              data={zones}
              defaultValue={site.timeZone}
              error={errorOf("timeZone")}
            />
          )}
        </div>
        <Problem failure={failure} marked={[...names]} />
        <Button type="submit" variant="filled" loading={pending}>
          Save settings
        </Button>
      </section>
    </form>
  );
}
