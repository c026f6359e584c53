// The value of GALLEY_S3_URL.
import * as z from "zod";

export type S3Bucket = {
  /** Address of the service, without the bucket. */
  endpoint: string;
  bucket: string;
  /** Empty, or ends in a slash; the name of every object begins with it. */
  prefix: string;
  /** The region in the address of Amazon; undefined elsewhere. */
  region: string | undefined;
};

/** For messages and comparisons: where the files are. */
export const bucketAddress = ({ endpoint, bucket, prefix }: S3Bucket): string => `${endpoint}/${bucket}/${prefix}`;

const shape =
  "must be the address of a bucket, such as https://s3.example.org/bucket or https://bucket.s3.eu-west-1.amazonaws.com";

/**
 * Bucket, host and region in "bucket.s3.eu-west-1.amazonaws.com" and "s3.eu-west-1.amazonaws.com". Requests name the
 * bucket in the path, which works for every name of a bucket and with every service.
 */
const amazon = /^(?:(.+)\.)?(s3(?:\.dualstack)?(?:[.-]([a-z]+(?:-[a-z]+)+-\d))?\.amazonaws\.com(?:\.cn)?)$/;

export const s3Url = z.string().transform((value, context): S3Bucket => {
  const refuse = (message: string): never => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === "" || url.search || url.hash) return refuse(shape);
  if (url.username || url.password)
    return refuse("must not hold a password: use GALLEY_S3_KEY and GALLEY_S3_SECRET for it");
  const parts = url.pathname.split("/").filter(Boolean);
  if (parts.some((part) => !/^[A-Za-z0-9._-]+$/.test(part))) return refuse(shape);
  const [, ownBucket, host, region] = amazon.exec(url.hostname) ?? [];
  const bucket = ownBucket ?? parts.shift();
  if (!bucket) return refuse(shape);
  return {
    endpoint: ownBucket ? `${url.protocol}//${host}` : url.origin,
    bucket,
    prefix: parts.map((part) => `${part}/`).join(""),
    region,
  };
});
