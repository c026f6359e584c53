"use client";
import { Button, Checkbox, FileInput, NativeSelect, Progress, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Failure } from "#lib/errors.ts";
import { patternProblem } from "#lib/import/path-pattern.ts";
import { beginImport } from "#lib/import-runs/actions.ts";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import { columnsIn } from "./column-lines.ts";
import { formatNames } from "./format-names.ts";
import classes from "./imports.module.css";
import { sendArchive } from "./send-archive.ts";

/** Chooses an archive, by upload or by its path on the server, and begins with a dry run. */
export function StartForm() {
  const [file, setFile] = useState<File | null>(null);
  const [path, setPath] = useState("");
  const [pictures, setPictures] = useState("");
  const [format, setFormat] = useState("");
  const [section, setSection] = useState("");
  const [site, setSite] = useState("");
  const [pattern, setPattern] = useState("");
  const [columns, setColumns] = useState("");
  const [fetches, setFetches] = useState(true);
  const [sent, setSent] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const { send, pending, failure } = useServerAction(beginImport);

  const isCsv = format === "csv" || /\.(?:csv|tsv)$/i.test(file?.name ?? path.trim());
  const hasNoAddresses = format === "" || format === "markdown" || format === "html" || format === "csv";
  const mapped = columnsIn(isCsv ? columns : "");
  const patternError = hasNoAddresses && pattern.trim() ? patternProblem(pattern.trim()) : null;
  const columnsError = "problem" in mapped ? mapped.problem : null;

  const begin = async (event: FormEvent) => {
    event.preventDefault();
    if (patternError !== null || columnsError !== null) return;
    setRefusal(null);
    let place = path.trim();
    if (file) {
      setSent(0);
      const answer = await sendArchive(file, setSent);
      setSent(null);
      if (!answer.ok) return setRefusal(answer);
      place = answer.data.place;
    }
    const options = {
      ...(format ? { format: format as keyof typeof formatNames } : {}),
      ...(section.trim() ? { section: section.trim() } : {}),
      ...(site.trim() ? { site: site.trim() } : {}),
      ...(hasNoAddresses && pattern.trim() ? { pattern: pattern.trim() } : {}),
      ...("columns" in mapped && isCsv && columns.trim() ? { columns: mapped.columns } : {}),
      fetchesPictures: fetches,
    };
    send({ place, pictures: pictures.trim(), isDryRun: true, options }, () => {
      setFile(null);
      setPath("");
      setPictures("");
    });
  };

  const isBusy = pending || sent !== null;
  return (
    <form className={classes.start} onSubmit={begin} aria-label="Start an import">
      <FileInput
        label="Archive"
        description="A file, .zip or .tar.gz: WordPress, Ghost, Markdown and other formats."
        placeholder="Choose a file"
        value={file}
        onChange={setFile}
        clearable
        disabled={isBusy || path.trim() !== ""}
      />
      <TextInput
        label="Or a path on the server"
        description="A file or folder that Galley can read there."
        placeholder="/srv/archive/export.xml"
        value={path}
        onChange={({ currentTarget }) => setPath(currentTarget.value)}
        disabled={isBusy || file !== null}
      />
      <TextInput
        label="Pictures and files"
        description="A folder or archive on the server that holds them, if the export does not."
        placeholder="/srv/archive/wp-content/uploads"
        value={pictures}
        onChange={({ currentTarget }) => setPictures(currentTarget.value)}
        disabled={isBusy}
      />
      <NativeSelect
        label="Format"
        value={format}
        onChange={({ currentTarget }) => setFormat(currentTarget.value)}
        data={[
          { value: "", label: "Recognise it" },
          ...Object.entries(formatNames).map(([value, label]) => ({ value, label })),
        ]}
      />
      <TextInput
        label="Section"
        description="For everything; otherwise what each item says."
        value={section}
        onChange={({ currentTarget }) => setSection(currentTarget.value)}
      />
      <TextInput
        label="Address of the old site"
        description="Needed where the export does not hold it, as with Ghost."
        placeholder="https://old.example"
        value={site}
        onChange={({ currentTarget }) => setSite(currentTarget.value)}
      />
      {hasNoAddresses && (
        <TextInput
          label="Addresses of items that have none"
          description="From {section}, {yyyy}, {mm}, {dd} and {slug}, as folders of Markdown and HTML need."
          placeholder="/{section}/{yyyy}/{mm}/{dd}/{slug}"
          value={pattern}
          error={patternError}
          onChange={({ currentTarget }) => setPattern(currentTarget.value)}
        />
      )}
      {isCsv && (
        <Textarea
          label="Columns"
          description="Only those that Galley does not recognise, one on each line, with the name in the first row of the file."
          placeholder={"headline = Title of article\nbody = Full text"}
          rows={3}
          value={columns}
          error={columnsError}
          onChange={({ currentTarget }) => setColumns(currentTarget.value)}
        />
      )}
      <Checkbox
        className={classes.check ?? ""}
        label="Load pictures from the old site that are not in the archive"
        checked={fetches}
        onChange={({ currentTarget }) => setFetches(currentTarget.checked)}
      />
      <div className={classes.begin}>
        {sent !== null && <Progress value={sent * 100} aria-label="Upload" />}
        {failure?.code === "NOT_FOUND" ? (
          <p role="alert" className={classes.problem}>
            There is nothing at this path on the server. Check it, or upload the archive.
          </p>
        ) : (
          <Problem failure={refusal ?? failure} />
        )}
        <Button type="submit" variant="filled" loading={isBusy} disabled={!file && path.trim() === ""}>
          Start dry run
        </Button>
        <span className="dim small">A dry run reads everything and changes nothing.</span>
      </div>
    </form>
  );
}
