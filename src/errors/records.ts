import { didYouMean } from '../text/nearest.ts'
import { printable } from '../text/text.ts'

/** ` (did you mean try/ledger?)`, where a path is near what it was probably meant to be. */
const meantPaths = (paths: readonly string[]): string =>
  paths.length === 0 ? '' : ` (did you mean ${paths.join(' or ')}?)`

/** The YAML that a job of GitHub Actions lacks. */
const permissionLines = (permission: string): string =>
  `the job needs this, beside its other permissions:\n  permissions:\n    ${permission}`

/** Mistakes about records, ledgers, and comparisons of tables by hand. */
export const RECORD_MESSAGES = {
  gitMissing: (_: object) =>
    `git was not found. etl-compare needs it for a ledger on a branch. Install it (Debian: apt-get install git), or keep the ledger in a folder: --ledger ledger.`,
  recordInvalid: (d: { path: string; reason: string }) =>
    `${d.path} ${printable(d.reason)}. Name run.json files written by etl-compare run, or folders that contain them.`,
  recordPathMissing: (d: { path: string }) =>
    `${d.path} was not found. Name a run.json, a folder that contains some, or a ledger's folder.`,
  recordsMissing: (d: { path: string; ledgers: string[] }) =>
    `${d.path} has no run.json and is not a ledger${meantPaths(d.ledgers)}. Create records with: etl-compare run (it writes to results).`,
  recordIncomplete: (d: { missing: string[] }) =>
    `record needs ${d.missing.join(', ')}. Nothing was started. For example:\n` +
    `  etl-compare record --job orders --engine spark --output out/orders -- spark-submit jobs/orders.py`,
  mapColumnMissing: (d: { side: string; column: string; found: string[] }) =>
    `--map: ${d.side} has no column '${d.column}'${didYouMean(d.column, d.found)} (it has ${d.found.join(', ')}). Write A's name, then B's: --map id=order_id.`,
  columnsLeaveNone: (d: { option: string; table: string }) =>
    `${d.option} leaves no column of table '${d.table}' on one side, so nothing of it would be compared. Name one of its columns, or compare the other tables alone.`,
  sqlRefused: (d: { option: string; path: string; problem: string; excerpt: string[]; fix: string }) =>
    `${d.option} does not work on ${d.path}: ${d.problem}.\n${d.excerpt.map((line) => `  ${line}`).join('\n')}\n${d.fix}`,
  queryFailed: (d: { option: string; path: string }) =>
    `${d.option} fails for a value of ${d.path}. Use try_cast, or leave such rows out.`,
  queryOfSeveralTables: (d: { option: string; tables: string[] }) =>
    `${d.option} reads one table, but there are several: ${d.tables.join(', ')}. Compare one of them: name its path on both sides.`,
  keyNotFolded: (d: { options: string[]; keys: string[] }) =>
    d.keys.length === 0
      ? `${d.options.join(' and ')}: the tables have no key. Name its columns with --key, for example --key id.`
      : `${d.options.join(' and ')}: no column of the key (${d.keys.join(', ')}) is text. Remove ${d.options.length === 1 ? 'the option' : 'these options'}.`,
  whereLeavesNothing: (d: { options: string[] }) =>
    `${d.options.join(' and ')} leaves no row on either side, so nothing was compared. Fix it.`,
  mapTaken: (d: { path: string; column: string }) =>
    `--map would give ${d.path} two columns '${d.column}'. Map the other one to another name, or leave it out with --columns.`,
  keyTableUnknown: (d: { table: string; tables: string[] }) =>
    `--key names the table '${d.table}', but the tables are ${d.tables.join(', ')}. Fix its name.`,
  rowsFileExists: (d: { path: string }) => `--rows would replace ${d.path}. Remove it, or name another file.`,
  diffIncomplete: (d: { missing: string[] }) =>
    `diff also needs ${d.missing.join(' and ')} to keep what it finds. Nothing was compared. For example:\n` +
    `  etl-compare diff spark-output polars-output --job orders --engine polars --keep 2026-11-20`,
  diffDeclaredTwice: (d: { options: string[]; job: string; path: string }) =>
    `Job '${d.job}' is judged by the declarations in ${d.path}, not by ${d.options.join(', ')}. Declare it there, under tables:, and remove the ${d.options.length === 1 ? 'option' : 'options'}.`,
  diffTableMissing: (d: { path: string; detail: string; job: string }) =>
    `${d.path} is not an output of job '${d.job}': ${d.detail}. Name the folder that holds its tables, as in record --output.`,
  recordRemotePath: (d: { path: string }) =>
    `${d.path} is not on this machine. Nothing was started. Use a local path or a mount, or leave the option out: without --input ` +
    `the partition identifies the input, and outputs elsewhere are compared by fingerprint (etl-compare fingerprint, then tables: in record --from).`,
  recordCommandMissing: (d: { job: string; engine: string; program: string }) =>
    `Program '${d.program}' was not found, so engine '${d.engine}' of job '${d.job}' was not started. Install it, or fix the command.`,
  resultsUnreadable: (d: { path: string; detail: string }) =>
    `${d.path} cannot be read as JSON: ${printable(d.detail)}. Write one result or a list of them: docs/record.md shows one.`,
  resultsInvalid: (d: { path: string; problems: { index: number; key: string; message: string }[] }) =>
    d.problems
      .map(({ index, key, message }) => printable(`${d.path}: [${index}]${key && `.${key}`} ${message}.`))
      .join('\n'),
  exportNotParquet: (d: { path: string; fix: string }) =>
    `${d.path} would be a Parquet file, but does not end with .parquet. Use ${d.fix}.`,
  exportExists: (d: { path: string }) =>
    `${d.path} already exists and is not overwritten. Remove it, or name another file.`,
  exportFolderMissing: (d: { path: string; folder: string }) =>
    `Folder ${d.folder} does not exist, so ${d.path} cannot be written. Create it (mkdir -p ${d.folder}), or name another file.`,
  ledgerMissing: (d: { place: string; location: string | undefined; ledgers: string[] }) =>
    `No ledger found in ${d.place}${meantPaths(d.ledgers)}. Start one with: etl-compare ledger add results${d.location === undefined ? '' : ` --ledger ${d.location}`}, or name another with --ledger.`,
  ledgerConflict: (d: { id: string; path: string }) =>
    `The ledger already has a different run ${d.id} at ${d.path}. Records are never rewritten, so nothing was added. ` +
    `Compare the two files, or run again to get a new id.`,
  githubRefused: (d: { what: string; permission: string; status: number; detail: string }) =>
    d.status === 403 || d.status === 404
      ? `The token may not ${d.what} (${d.status}: ${printable(d.detail)}). To allow it, ${permissionLines(d.permission)}`
      : `GitHub did not ${d.what} (${d.status}: ${printable(d.detail)}). Run the job again.`,
  ledgerNotKept: (d: { detail: string; folder: string; place: string }) =>
    `not kept in the ledger: ${d.detail}\nAdd it later: etl-compare ledger add ${d.folder} --ledger ${d.place}`,
  ledgerDiskFull: (d: { path: string }) =>
    `No disk space left at ${d.path} for the ledger. Free some and add again: existing records are unchanged.`,
  ledgerNoRepository: (d: { folder: string; branch: string; detail: string }) =>
    `${d.folder} is not in a usable git repository (${d.detail}), so git:${d.branch} has no remote. ` +
    `Run it in a clone, name the remote (--ledger git:URL#${d.branch}), or use a folder: --ledger ledger.`,
  ledgerNoRemote: (d: { folder: string; branch: string }) =>
    `The repository of ${d.folder} has no remote 'origin', and no single other remote. ` +
    `Add it (git remote add origin URL), name the remote (--ledger git:URL#${d.branch}), or use a folder: --ledger ledger.`,
  ledgerRemoteMissing: (d: { url: string; detail: string }) =>
    `No git repository found at ${d.url}, or you have no access to it: ${d.detail}. Try it by hand: git ls-remote ${d.url}`,
  ledgerOffline: (d: { url: string; detail: string }) =>
    `${d.url} cannot be reached: ${d.detail}. Check the network or the proxy, then try again. Nothing was changed.`,
  ledgerForbidden: (d: { url: string; branch: string; detail: string }) =>
    `You have no access to branch ${d.branch} of ${d.url}: ${d.detail}. Log in (git ls-remote ${d.url} must work) and check that you may write there. ` +
    `On GitHub Actions, ${permissionLines('contents: write')}`,
  ledgerRefused: (d: { url: string; branch: string; reason: string; detail: string }) =>
    `${d.url} rejected the push to branch ${d.branch} (${d.reason}): ${d.detail}. ` +
    `Allow this branch in its rules or hooks, or use another: --ledger git:BRANCH (on GitHub Actions: with: { ledger: 'git:BRANCH' }). Nothing was added.`,
  ledgerBusy: (d: { url: string; branch: string; tries: number; detail: string }) =>
    `Branch ${d.branch} of ${d.url} took no commit in ${d.tries} tries: ${printable(d.detail)}. Nothing was added. Try again; if nobody else is writing, remove the remote's stale lock on the branch.`,
  ledgerGitFailed: (d: { url: string; branch: string; detail: string }) =>
    `git failed for branch ${d.branch} of ${d.url}: ${d.detail}. Try it by hand: git fetch ${d.url} ${d.branch}`,
}
