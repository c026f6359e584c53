// What programs with a key do: the mutations of the newsroom, in the name of the account of the key.
import type * as z from "zod";
import type { Person } from "../actor.ts";
import { hrefOf } from "../addresses/paths.ts";
import { storeUpload } from "../pictures/mutations.ts";
import { schedulePublication } from "../schedule/mutations.ts";
import { getSiteSettings } from "../site/data.ts";
import { storableInput } from "../storable-input.ts";
import { getOpenStory, getStatus } from "../stories/data.ts";
import { correctStory, publishStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { recordRead } from "../stories/sharing/read-mutations.ts";
import { fileStory } from "../stories/verbs/mutations.ts";
import { changeCopy, createFromApi, replaceCopy } from "./copy-mutations.ts";
import { problemsOf } from "./input.ts";
import type { OperationId } from "./operations.ts";
import { invalid } from "./problem.ts";
import { type ApiCopy, type ApiPicture, type ApiStatus, requests } from "./write-schema.ts";

export type WriteRequest = {
  actor: Person;
  /** The same when the request is repeated. */
  requestId: string;
  /** Of the story. */
  id: string;
  /** JSON, or undefined. */
  json: unknown;
  /** Of a file. */
  bytes: Buffer;
  fileName: string;
  origin: string;
};

export type WriteResult = { status: number; body: ApiStatus | ApiCopy | ApiPicture; location?: string };

/** @throws ApiError with the fields that are wrong */
function read<S extends z.ZodType>(schema: S, json: unknown): z.output<S> {
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw invalid(problemsOf(parsed.error));
  return storableInput(parsed.data);
}

async function statusOf({ actor, origin }: WriteRequest, storyId: string): Promise<ApiStatus> {
  const { version, copy, publication, path } = await getStatus(actor, storyId);
  return {
    id: storyId,
    version,
    copy,
    publication,
    url: path !== null && publication === "LIVE" ? origin + hrefOf(path) : null,
    editUrl: `${origin}/desk/stories/${storyId}`,
  };
}

/** A verb on a story, answered with its new status. */
const verb =
  (act: (request: WriteRequest) => Promise<unknown>) =>
  async (request: WriteRequest): Promise<WriteResult> => {
    await act(request);
    return { status: 200, body: await statusOf(request, request.id) };
  };

export const writeHandlers: Partial<Record<OperationId, (request: WriteRequest) => Promise<WriteResult>>> = {
  createStory: async (request) => {
    const id = await createFromApi(request, read(requests.create, request.json));
    return { status: 201, body: await statusOf(request, id), location: `/api/v1/stories/${id}/copy` };
  },
  getWorkingCopy: async (request) => {
    const { status, document } = await getOpenStory(request.actor, request.id);
    await recordRead(request.actor, request.id);
    const { edit, verbs } = status.may;
    return { status: 200, body: { ...(await statusOf(request, request.id)), canEdit: edit, verbs, document } };
  },
  replaceWorkingCopy: verb((request) => replaceCopy(request, request.id, read(requests.replace, request.json))),
  changeWorkingCopy: verb((request) => changeCopy(request, request.id, read(requests.change, request.json))),
  fileStory: verb(({ actor, id, json }) => fileStory(actor, { storyId: id, ...read(requests.file, json) })),
  publishStory: verb(({ actor, id, json }) => {
    const { override, ...publish } = read(requests.publish, json);
    return publishStory(actor, { storyId: id, ...publish, ...(override === undefined ? {} : { override }) });
  }),
  correctStory: verb(({ actor, id, json }) => correctStory(actor, { storyId: id, ...read(requests.correct, json) })),
  scheduleStory: verb(({ actor, id, json }) => {
    const { override, ...schedule } = read(requests.schedule, json);
    return schedulePublication(actor, { storyId: id, ...schedule, ...(override === undefined ? {} : { override }) });
  }),
  takeDownStory: verb(({ actor, id, json }) => takeDownStory(actor, { storyId: id, ...read(requests.takeDown, json) })),
  uploadPicture: async ({ actor, bytes, fileName }) => {
    const { timeZone } = await getSiteSettings();
    const { picture, isNew } = await storeUpload(actor, { bytes, fileName }, { timeZone });
    const { id, width, height, alt, caption, credit } = picture;
    return { status: isNew ? 201 : 200, body: { id, width, height, alt, caption, credit, isNew } };
  },
};
