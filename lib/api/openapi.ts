// The OpenAPI 3.1 document of the API, made from the list of operations and their zod schemas.
import * as z from "zod";
import { ninjsType } from "../feeds/ninjs.ts";
import { apiRoot, isPublic, type Operation, operations } from "./operations.ts";
import { type PartnerOperation, partnerOperations, partnerTag } from "./partner-schema.ts";
import { problemType } from "./problem.ts";
import { answers, problemSchema } from "./read-schema.ts";
import { bodies } from "./write-schema.ts";

type JsonObject = Record<string, unknown>;

const reference = (id: string) => ({ $ref: `#/components/schemas/${id}` });

/** Components without what only a file of its own needs. */
function componentsOf(registry: typeof answers, io: "input" | "output"): JsonObject {
  const { schemas } = z.toJSONSchema(registry, { io, uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $id: _, $schema: __, id: ___, ...schema }]) => [id, schema]),
  );
}

export function nameOf(schema: z.ZodType): string {
  const name = (answers.get(schema) ?? bodies.get(schema))?.id;
  if (!name) throw new Error("an operation of the API has a schema without a name");
  return name;
}

export const parameterNames = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

/** @returns each parameter of the query with its schema */
export function queryParameters({ query }: Pick<Operation, "query">): { name: string; schema: JsonObject }[] {
  const { properties = {} } = z.toJSONSchema(query, { io: "output" });
  return Object.entries(properties).map(([name, schema]) => ({ name, schema: schema as JsonObject }));
}

function parametersOf(operation: Pick<Operation, "path" | "query" | "body">): JsonObject[] {
  return [
    ...parameterNames(operation.path).map((name) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    })),
    ...queryParameters(operation).map(({ name, schema: { description, ...schema } }) => ({
      name,
      in: "query",
      required: false,
      ...(description ? { description } : {}),
      schema,
      ...(schema.type === "array" ? { style: "form", explode: false } : {}),
    })),
    ...(operation.body === undefined ? [] : [idempotencyKey]),
  ];
}

const json = (schema: JsonObject, type = "application/json") => ({ content: { [type]: { schema } } });
const problem = (description: string) => ({ description, ...json(reference(nameOf(problemSchema)), problemType) });

function responsesOf(operation: Operation): JsonObject {
  return {
    200: {
      description: "What was asked for.",
      headers: { ETag: { description: "A strong validator for If-None-Match.", schema: { type: "string" } } },
      ...json(reference(nameOf(operation.answer))),
    },
    304: { description: "Nothing has changed since the answer with the ETag of If-None-Match." },
    400: problem("A parameter is not valid."),
    ...(operation.path.includes("{") ? { 404: problem("There is no such thing, or readers may not see it.") } : {}),
    ...(operation.path === "/stories/{id}" ? { 410: problem("The story was taken down.") } : {}),
    503: problem("The server cannot answer now. Try again after the seconds of Retry-After."),
  };
}

const bodyOf = (body: z.ZodType | "picture"): JsonObject =>
  body === "picture"
    ? { required: true, content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } } }
    : { required: true, ...json(reference(nameOf(body))) };

function keyResponsesOf(operation: Operation): JsonObject {
  return {
    [operation === operations.createStory ? 201 : 200]: {
      description: "Done.",
      ...json(reference(nameOf(operation.answer))),
    },
    ...(operation.body === "picture"
      ? { 201: { description: "Stored.", ...json(reference(nameOf(operation.answer))) } }
      : {}),
    400: problem("The request is not valid."),
    401: problem("There is no key, or it does not work."),
    403: problem("The scopes of the key or the role of its account do not allow this."),
    ...(operation.path.includes("{") ? { 404: problem("There is no such story, or the account may not see it.") } : {}),
    409: problem("Somebody else has changed the story, or its state does not allow this."),
    413: problem("The body is too large."),
    415: problem("The type of the body is another one."),
    422: problem("What was sent was refused; the problem says why."),
    429: problem("Too many requests. Try again after the seconds of Retry-After."),
    503: problem("The server cannot answer now. Try again after the seconds of Retry-After."),
  };
}

/** A request that is repeated with the same key is answered as the first one was. */
const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "1 to 200 characters, a new one for each request. A repeat within a day gets the first answer.",
  schema: { type: "string", minLength: 1, maxLength: 200 },
};

function partnerOperationOf(operationId: string, operation: PartnerOperation): JsonObject {
  const { path, summary, description, query, types } = operation;
  const contents = Object.entries(types).map(([format, type]) => [
    type,
    {
      schema: {
        type: type === ninjsType ? "object" : "string",
        description: `${format}, for partners with this format.`,
      },
    },
  ]);
  return {
    operationId,
    tags: [partnerTag],
    summary,
    description,
    security: [{ partnerKey: [] }, { partnerPassword: [] }],
    parameters: parametersOf({ path, query }),
    responses: {
      200: {
        description: "In the format that was chosen for the partner.",
        headers: {
          ETag: { description: "A strong validator for If-None-Match.", schema: { type: "string" } },
          ...(operation === partnerOperations.getPartnerFeed
            ? { Link: { description: "The address of later changes, with rel=next.", schema: { type: "string" } } }
            : {}),
        },
        content: Object.fromEntries(contents),
      },
      304: { description: "Nothing has changed since the answer with the ETag of If-None-Match." },
      400: problem("A parameter is not valid."),
      401: problem("There is no key, or it does not work."),
      404: problem("The key is that of another partner, or the partner does not get this story."),
      429: problem("Too many requests. Try again after the seconds of Retry-After."),
      503: problem("The server cannot answer now. Try again after the seconds of Retry-After."),
    },
  };
}

/** @param paper the name of the paper @param origin of the site, without a trailing slash */
export function openApi(paper: string, origin: string): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const [operationId, operation] of Object.entries<Operation>(operations)) {
    const { method, path, tag, summary, description } = operation;
    paths[path] ??= {};
    paths[path][method.toLowerCase()] = {
      operationId,
      tags: [tag],
      summary,
      ...(description ? { description } : {}),
      ...(isPublic(operation) ? {} : { security: [{ key: [] }] }),
      parameters: parametersOf(operation),
      ...(operation.body === undefined ? {} : { requestBody: bodyOf(operation.body) }),
      responses: isPublic(operation) ? responsesOf(operation) : keyResponsesOf(operation),
    };
  }
  for (const [operationId, operation] of Object.entries<PartnerOperation>(partnerOperations))
    paths[operation.path] = { get: partnerOperationOf(operationId, operation) };
  const tags = [...new Set(Object.values<Operation>(operations).map(({ tag }) => tag)), partnerTag];
  return {
    openapi: "3.1.1",
    info: {
      title: `${paper}: API`,
      version: "1",
      description:
        "Published stories and all that belongs to them, for everybody; and writing, with a key. Answers are JSON in UTF-8; times are ISO 8601 in UTC; errors are application/problem+json (RFC 9457).",
    },
    servers: [{ url: origin + apiRoot }],
    tags: tags.map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...componentsOf(answers, "output"), ...componentsOf(bodies, "input") },
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "A key that an admin has made." },
        partnerKey: { type: "http", scheme: "bearer", description: "The key of a partner." },
        partnerPassword: {
          type: "http",
          scheme: "basic",
          description: "The key of a partner as the password, with any user name.",
        },
      },
    },
  };
}
