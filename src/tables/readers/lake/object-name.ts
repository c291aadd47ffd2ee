/** What the names of objects begin with. */
export const S3 = 's3://'

/** Whether a path names objects of a bucket: `s3://lake/orders/`. */
export const isObjects = (path: string): boolean => path.startsWith(S3)

/** What of an environment must not be shown when a bucket is reached by it. */
export function objectSecrets({ AWS_SECRET_ACCESS_KEY: key, AWS_SESSION_TOKEN: token }: NodeJS.ProcessEnv) {
  return [key, token].flatMap((secret) => secret || [])
}
