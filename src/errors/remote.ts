import { printable } from '../text/text.ts'

/** Mistakes about tables and files on other servers. */
export const REMOTE_MESSAGES = {
  remoteUnread: (d: { path: string }) =>
    `${d.path} is read by diff, fingerprint and record --output only. Copy it to a folder, and name that.`,
  objectsMissing: (d: { path: string; isBucket: boolean }) =>
    d.isBucket
      ? `The bucket of ${d.path} was not found. Check its name, and AWS_ENDPOINT_URL if it is not at Amazon.`
      : `${d.path} was not found: nothing in its bucket is called so, and no prefix. Patterns such as *.csv are not read there.`,
  storeUnreachable: (d: { path: string; detail: string }) =>
    `${d.path} could not be used: ${printable(d.detail)}. Check the login (AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY), AWS_REGION and AWS_ENDPOINT_URL.`,
  jdbcNameInvalid: (d: { path: string }) =>
    `${printable(d.path)} does not name a table of PostgreSQL. Write 'jdbc:postgresql://HOST:PORT/DATABASE#SCHEMA.TABLE', or a query after #.`,
  jdbcPasswordInline: () =>
    'The address of a database must not hold a password: others can see a command line. Set PGPASSWORD, or use ~/.pgpass.',
  databaseUnreachable: (d: { path: string; detail: string }) =>
    `${printable(d.path)} could not be opened: ${printable(d.detail)}. Check host, port and database, and the login (PGUSER and PGPASSWORD, or ~/.pgpass).`,
  remoteTableUnread: (d: { path: string; detail: string }) =>
    `${printable(d.path)} cannot be read: ${printable(d.detail)}.`,
}
