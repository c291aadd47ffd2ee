import type { ConfigProblem } from './model/config/parse.ts'
import { formatBytes } from './model/units/bytes.ts'
import { didYouMean } from './text/nearest.ts'
import { counted, printable } from './text/text.ts'

const withArticle = (noun: string): string => `${/^[AEIOU]/i.test(noun) ? 'an' : 'a'} ${noun}`

/** ` (did you mean try/ledger?)`, where a path is near what it was probably meant to be. */
const meantPaths = (paths: readonly string[]): string =>
  paths.length === 0 ? '' : ` (did you mean ${paths.join(' or ')}?)`

const CSV_KEYS = 'delimiter, quote, escape, null, encoding'

/** How a table's CSV dialect is declared. */
const inCsv = (yaml: string, option: string): string =>
  `Declare it for the table in etl-compare.yml: csv: ${yaml}. Without a configuration: --csv ${option} (--csv-a, --csv-b for one side of a diff).`

/**
 * Every mistake a user can make, in words: what happened, where, and how to mend it.
 * `cli.ts` alone prints them and exits with 2; any other error is a bug and keeps its stack.
 */
const messages = {
  configMissing: (d: { path: string }) =>
    `There is no ${d.path}. Make one with: etl-compare init (or name another one).`,
  configInvalid: (d: { path: string; problems: ConfigProblem[] }) =>
    d.problems.map(({ line, key, message }) => `${d.path}:${line}: ${key && `${key} `}${message}`).join('\n'),
  jobExists: (d: { job: string; path: string }) =>
    `${d.path} has a job '${d.job}' already, and init changes none. Choose another --job.`,
  initFlagsMissing: (d: { flags: string[] }) =>
    `init has nobody to ask here, and misses ${d.flags.join(', ')}. In full, for example:\n` +
    `  etl-compare init --job orders --input 'data/dt={key}' \\\n` +
    `    --baseline 'spark-submit jobs/orders.py --in {input} --out {output} --day {key}' \\\n` +
    `    --candidate 'python jobs/orders_duckdb.py {input} {output}' --table orders:order_id`,
  jobUnknown: (d: { job: string; known: string[]; path: string }) =>
    `${d.path} has no job '${d.job}'${didYouMean(d.job, d.known)}. Its jobs: ${d.known.join(', ')}.`,
  baselineDisputed: (d: { job: string; baselines: string[] }) =>
    `The runs of job '${d.job}' name several baselines: ${d.baselines.join(', ')}. Say which one is meant by a configuration: --policy etl-compare.yml, or name other jobs.`,
  engineUnknown: (d: { engine: string; job: string; known: string[] }) =>
    `Job '${d.job}' has no engine '${d.engine}'${didYouMean(d.engine, d.known)}. Its engines: ${d.known.join(', ')}.`,
  enginesTooFew: (d: { job: string; baseline: string }) =>
    `--engines leaves job '${d.job}' without its baseline '${d.baseline}' or without a candidate. Name both.`,
  inputOfManyJobs: (d: { jobs: string[] }) =>
    `--input stands for one job's input, and ${d.jobs.length} are to run. Name the job: one of ${d.jobs.join(', ')}.`,
  optionInvalid: (d: { option: string; value: string; expected: string }) =>
    `${d.option} ${d.value}: must be ${d.expected}.`,
  reasonUnknown: (d: { option: string; hint: string }) => `${d.option} names ${d.hint}.`,
  limitTooHigh: (d: { what: string; asked: string; has: string; path: string }) =>
    `limits: ask for ${d.asked} of ${d.what}, but this machine has ${d.has}. Lower limits.${d.what} in ${d.path}.`,
  runnerUnavailable: (d: { job: string; engine: string; unfit: string }) =>
    `Engine '${d.engine}' of job '${d.job}' cannot run ${d.unfit}`,
  dockerUnreachable: (d: { where: string; detail: string }) =>
    `No Docker daemon answers at ${d.where}: ${d.detail}. Start it (systemctl start docker), install it (docs.docker.com/engine/install), or take --runner process.`,
  dockerForbidden: (d: { where: string }) =>
    `You may not use the Docker daemon at ${d.where}. Join its group (sudo usermod --append --groups docker "$USER", then log in anew), or take --runner process.`,
  networkMissing: (d: { job: string; engine: string; network: string }) =>
    `Engine '${d.engine}' of job '${d.job}': the daemon has no network '${d.network}'. Make it (docker network create ${d.network}), or mend network:.`,
  mountMissing: (d: { job: string; engine: string; source: string }) =>
    `Engine '${d.engine}' of job '${d.job}': there is nothing at ${d.source}, which its mounts: name. Mend the path; it begins at the configuration.`,
  judgedLimitsUnknown: (d: { job: string; limits: string; known: string[] }) =>
    `Job '${d.job}': judge.limits: '${d.limits}' is none of limits:, which are '${d.known.join("', '")}'. Write one of these.`,
  scenarioUnknown: (d: { scenario: string; known: string[] }) =>
    `There is no scenario '${d.scenario}'${didYouMean(d.scenario, d.known)}. There are: ${d.known.join(', ')}.`,
  outExists: (d: { path: string }) =>
    `${d.path} exists already, and nothing is overwritten. Name another --out.`,
  coldNotPulled: (d: { job: string; engine: string }) =>
    `--cold pulls images anew, and engine '${d.engine}' of job '${d.job}' has none of a registry. Leave --cold out, or give it an image: without build:, and take --runner docker.`,
  imageMissing: (d: { image: string; detail: string }) =>
    `There is no image ${d.image}: ${d.detail}. Mend its name, log in to its registry (docker login), or give it a build:.`,
  imageNotBuilt: (d: { image: string }) =>
    `The image ${d.image} is not built yet. Build it: etl-compare images build.`,
  imagePullFailed: (d: { image: string; detail: string }) =>
    `The image ${d.image} could not be pulled: ${d.detail}. Try it by hand: docker pull ${d.image}`,
  imageNoSpace: (d: { image: string; folder: string }) =>
    `No space is left at ${d.folder} for the image ${d.image}. Free some (docker image prune), or move the daemon's data-root to a larger disk.`,
  imageArchitecture: (d: { image: string; has: string; needs: string }) =>
    `The image ${d.image} is for ${d.has}, and this daemon runs ${d.needs}. Build or name one for ${d.needs}.`,
  imageBuildFailed: (d: { image: string; context: string; detail: string }) =>
    `The image ${d.image} could not be built from ${d.context}:\n${d.detail}\nTry it by hand: docker build -t ${d.image} ${d.context}`,
  imageUnknown: (d: { name: string; known: string[]; path: string }) =>
    `${d.path} has no stack and no image '${d.name}'${didYouMean(d.name, d.known)}. ` +
    (d.known.length > 0 ? `It has: ${d.known.join(', ')}.` : 'It names none: give a stack image: or build:.'),
  imageInUse: (d: { image: string; detail: string }) =>
    `The image ${d.image} is in use: ${d.detail}. Remove its containers first (docker ps --all --filter ancestor=${d.image}).`,
  inputMissing: (d: { job: string; path: string }) =>
    `Job '${d.job}': there is no input at ${d.path}. Mend jobs.${d.job}.input, or give --input PATH.`,
  inputKeyMissing: (d: { job: string; path: string; keys: string[] }) =>
    `Job '${d.job}': there is no input at ${d.path}. The newest keys there: ${d.keys.join(', ')}. Choose one by --key, or mend jobs.${d.job}.input.`,
  inputEmpty: (d: { job: string; path: string }) =>
    `Job '${d.job}': the input at ${d.path} is empty (0 bytes). Nothing could be compared.`,
  inputOfRoot: (d: { path: string }) =>
    `The input ${d.path} would give all of this machine's files to a container. Name a folder before the first wildcard.`,
  inputLinked: (d: { link: string; target: string }) =>
    `${d.link} is a link to ${d.target}, which a container does not have. Copy the file there, mount its target at the same path (mounts:), or take --runner process.`,
  outInUse: (d: { out: string; by: string; lock: string }) =>
    `${d.out} is in use by another run (${d.by}). Wait for its end, or choose another --out; if it surely runs no more, remove ${d.lock}.`,
  outBelowInput: (d: { job: string; path: string; out: string }) =>
    `Results at ${d.out} would lie in the input of job '${d.job}', ${d.path}, and be read as input. Choose another --out.`,
  pathUnusable: (d: { path: string; detail: string }) =>
    `${d.path} cannot be used: ${d.detail}. Mend its permissions or name another path.`,
  inputFileMissing: (d: { job: string; path: string; file: string }) =>
    `Job '${d.job}': the input at ${d.path} has no ${d.file}, which jobs.${d.job}.columns names. Add it, or drop that line.`,
  inputColumnMissing: (d: { job: string; path: string; columns: string[]; found: string[] }) =>
    `${d.path} has no column ${d.columns.map((column) => `'${column}'`).join(', ')} (it has ${d.found.join(', ')}). ` +
    `Rename it, or mend jobs.${d.job}.columns.`,
  inputColumnsUnread: (d: { job: string; path: string; format: string }) =>
    `Job '${d.job}': ${d.path} is ${withArticle(d.format)} table, whose columns cannot be checked yet. Remove its line from jobs.${d.job}.columns; the engines are given the input as it is.`,
  inputUnreadable: (d: { path: string; detail: string }) =>
    `${d.path} cannot be read: ${d.detail}. Make the file again, or leave it out.`,
  pythonMissing: (_: object) =>
    `There is no python3 here, which measures processes. Install Python 3.9 or newer (Debian: apt-get install python3).`,
  pythonTooOld: (d: { path: string; version: string }) =>
    `${d.path} is Python ${d.version}, and the meter needs 3.9 or newer. Install a newer one, first on the PATH.`,
  processNeedsLinux: (d: { platform: string }) =>
    `The process runner measures by Linux's /proc, and this is ${d.platform}. Run it on Linux.`,
  uvMissing: (d: { project: string }) =>
    `uv is not installed, which sets up ${d.project}. Install it (pip install uv), or run make setup in a clone.`,
  projectMissing: (d: { project: string }) =>
    `${d.project} has no pyproject.toml. Make it a uv project (uv init), or mend stacks: in etl-compare.yml.`,
  projectNotReady: (d: { project: string; detail: string }) =>
    `The environment of ${d.project} could not be set up:\n${d.detail}\nTry it by hand: uv sync --project ${d.project}`,
  scriptMissing: (d: { job: string; engine: string; script: string }) =>
    `Engine '${d.engine}' of job '${d.job}': there is no file ${d.script}. Mend its command; paths begin at its stack's project, or at the configuration for run:.`,
  outputDiskTooSmall: (d: { job: string; path: string; needed: string; free: string }) =>
    `Job '${d.job}' may write about ${d.needed}, but ${d.path} has ${d.free} free. Free some, or choose another --out.`,
  commandMissing: (d: { job: string; engine: string; program: string }) =>
    `Engine '${d.engine}' of job '${d.job}': there is no program '${d.program}'. Install it, or mend its command.`,
  diskFull: (d: { path: string }) =>
    `No space is left to write ${d.path}. Free some, or choose another --out.`,
  fixtureNotOfJob: (d: { job: string; path: string }) =>
    `Job '${d.job}' of ${d.path} reads an input of its own: there is no fixture to make. A job with input: fixture:NAME has one.`,
  fixtureUnknown: (d: { fixture: string; known: string[] }) =>
    `There is no fixture '${d.fixture}'${didYouMean(d.fixture, d.known)}. There are: ${d.known.join(', ')}.`,
  diskTooSmall: (d: { what: string; needed: number; free: number; path: string }) =>
    `${d.what} needs ${formatBytes(d.needed)}, but ${d.path} has ${formatBytes(d.free)} free. ` +
    `Take a smaller --size, free some (etl-compare fixtures clean), or set ETL_COMPARE_CACHE to a larger disk.`,
  logUnreadable: (d: { path: string; detail: string }) =>
    `The log ${d.path} cannot be read: ${d.detail}. Name a file that is there and that you may read.`,
  logNotCombined: (d: { path: string }) =>
    `${d.path} is no access log in Apache's combined format (address, user, [time], "request", status, bytes, ` +
    `"referer", "user agent"). Unpack it if it is compressed, or log with: LogFormat … combined.`,
  columnUnknown: (d: { columns: string[]; found: string[] }) =>
    `There is no column ${d.columns.map((column) => `'${column}'${didYouMean(column, d.found)}`).join(', ')}. ` +
    `There are: ${d.found.join(', ')}.`,
  memoryTooSmall: (d: { memory: string }) =>
    `${d.memory} of memory did not suffice. Give more, such as --memory 4GB.`,
  keyMissing: (d: { path: string; columns: string[]; found: string[] }) =>
    `${d.path} has no column ${d.columns.map((column) => `'${column}'`).join(', ')}, which --key names (it has ${d.found.join(', ')}). ` +
    `Name columns that both sides have.`,
  noCommonColumns: (d: { a: string; b: string; columns: string[]; others: string[] }) =>
    `${d.a} and ${d.b} have no column in common: ${d.columns.join(', ')} against ${d.others.join(', ')}. Are these the right tables?`,
  sizeInvalid: (d: { text: string }) =>
    `'${d.text}' is no size. Write small, medium, large, or bytes such as 0.3GB or 512MiB.`,
  sourceMissing: (d: { path: string }) =>
    `There is nothing at ${d.path}. Name a file, a folder, a glob in quotes, or a database's table (file.duckdb:table).`,
  sourceEmpty: (d: { path: string }) =>
    `${d.path} has no data files (names that begin with _ or . are left out). Name a folder or glob that has some.`,
  sourceFormatUnknown: (d: { path: string }) =>
    `${d.path} is of no known format by its name. Known are .parquet, .csv, .tsv, .json, .jsonl and .duckdb: ` +
    `rename or remove it, or name the data files alone by a glob in quotes.`,
  sourceFormatUnread: (d: { path: string; format: string }) =>
    `${d.path} is ${d.format}, which is not read. Write Parquet, or CSV or JSON plain or compressed as .gz or .zst.`,
  sourceFormatsMixed: (d: { path: string; formats: string[] }) =>
    `${d.path} mixes ${d.formats.join(' and ')} files. Name those of one format by a glob in quotes, such as '*.${d.formats[0]}'.`,
  tableFormatUnread: (d: { path: string; format: string }) =>
    `${d.path} is ${withArticle(d.format)} table, and ${d.format} tables cannot be read yet. Its Parquet files are not its rows: some belong to older versions. ` +
    `Write the current rows as plain Parquet to another folder, such as by spark.read.format('${d.format.toLowerCase()}').load(…).write.parquet(…), and name that folder.`,
  sourceUnreadable: (d: { path: string; detail: string }) =>
    `${d.path} cannot be read: ${d.detail}. Write that file again, or leave it out.`,
  csvUnreadable: (d: { path: string; detail: string }) => {
    const [key, value] = /unicode|UTF/.test(d.detail) ? ['encoding', 'latin-1'] : ['delimiter', '";"']
    return `${d.path} cannot be read as CSV: ${d.detail}. If the file is as it should be, its dialect is another (${CSV_KEYS}). ${inCsv(`{ ${key}: ${value} }`, `${key}=${value}`)}`
  },
  csvAmbiguous: (d: { path: string; how: string; key: string; values: string[] }) =>
    `${d.path} can be read in two ways: ${d.how}. ${inCsv(d.values.map((value) => `{ ${d.key}: ${value} }`).join(' or '), `${d.key}=${d.values[0]}`)}`,
  csvHeaderUnclear: (d: { path: string; why: string }) =>
    `The first row of ${d.path} may be data: ${d.why}. ${inCsv('{ header: true } or { header: false, columns: [...] }', 'header=true')}`,
  csvFirstRowsDiffer: (d: { path: string; difference: string }) =>
    `The files of ${d.path} are not one table: ${d.difference}. Write them with one schema. If their first rows are data, say so. ${inCsv('{ header: false }', 'header=false')}`,
  csvColumnsDiffer: (d: { path: string; columns: number; found: number }) =>
    `${d.path} has ${counted(d.found, 'value')} in its first row, and ${counted(d.columns, 'column')} declared for it. Correct columns:, or the delimiter.`,
  sourceSchemasDiffer: (d: { path: string; difference: string }) =>
    `The files of ${d.path} are not one table: ${d.difference}. Write them with one schema, or name those of one by a glob.`,
  sourceColumnsClash: (d: { path: string; names: [string, string] }) =>
    (d.names[0] === d.names[1]
      ? `${d.path} has column '${d.names[0]}' twice.`
      : `${d.path} has columns '${d.names[0]}' and '${d.names[1]}', which differ by case alone.`) +
    ' Rename one.',
  columnCut: (d: { column: string; what: string }) =>
    `Column '${d.column}' holds ${d.what}: its fingerprint would be that of other values too. ` +
    `Write it in a type that is read whole, or leave it out: --ignore ${d.column}.`,
  sourceNumberRounded: (d: { path: string; column: string }) =>
    `Column '${d.column}' of ${d.path} holds values of several kinds, with numbers of more digits than a double keeps. ` +
    `Write its numbers as text, or the table as Parquet.`,
  sourceKeysDiffer: (d: {
    path: string
    a: { path: string; keys: string[] }
    b: { path: string; keys: string[] }
  }) =>
    `The files of ${d.path} lie below different Hive keys: ${d.a.path} has ${d.a.keys.join(', ') || 'none'}, ` +
    `${d.b.path} has ${d.b.keys.join(', ') || 'none'}. Name those of one layout by a glob.`,
  sourceLayoutMixed: (d: { path: string; key: string }) =>
    `${d.path} has tables' folders beside ${d.key}, a Hive key's. Name one table's folder.`,
  sourceTableTwice: (d: { path: string; table: string; places: [string, string] }) =>
    `${d.path} has table '${d.table}' twice: ${d.places.join(' and ')}. Remove one, or name it alone.`,
  sourceKindsDiffer: (d: { path: string; tables: string[]; other: string; example: string }) =>
    `${d.path} holds tables (${d.tables.join(', ')}), ${d.other} is one table. ` +
    `Name one table on each side, such as ${d.example}, or a folder of tables on each.`,
  sourceManyTables: (d: { path: string; tables: string[] }) =>
    `${d.path} holds ${d.tables.length} tables (${d.tables.join(', ')}). Name one of them.`,
  databaseUnreadable: (d: { path: string; detail: string }) =>
    `${d.path} cannot be opened as a DuckDB database: ${d.detail}. Close what writes to it, or export its tables as Parquet.`,
  databaseTableMissing: (d: { path: string; table: string; found: string[] }) =>
    `${d.path} has no table '${d.table}' (it has ${d.found.join(', ') || 'none'}). Name one of its tables.`,
  databaseEmpty: (d: { path: string }) => `${d.path} has no tables. Name a database that has some.`,
  gitMissing: (_: object) =>
    `git is not installed, which keeps a ledger's branch. Install it (Debian: apt-get install git), or keep the ledger in a folder: --ledger ledger.`,
  recordInvalid: (d: { path: string; reason: string }) =>
    `${d.path} ${printable(d.reason)}. Name files run.json that etl-compare run wrote, or folders that have some.`,
  recordPathMissing: (d: { path: string }) =>
    `There is nothing at ${d.path}. Name a run.json, a folder that has some, or a folder ledger.`,
  recordsMissing: (d: { path: string; ledgers: string[] }) =>
    `There is no run.json at ${d.path}, and it is no ledger${meantPaths(d.ledgers)}. Make one with: etl-compare run (it writes below results).`,
  recordIncomplete: (d: { missing: string[] }) =>
    `record misses ${d.missing.join(', ')}, and nothing was started. In full, for example:\n` +
    `  etl-compare record --job orders --engine spark --output out/orders -- spark-submit jobs/orders.py`,
  diffIncomplete: (d: { missing: string[] }) =>
    `diff keeps what it finds only with ${d.missing.join(' and ')} too, and nothing was compared. In full, for example:\n` +
    `  etl-compare diff spark-output polars-output --job orders --engine polars --keep 2026-11-20`,
  diffDeclaredTwice: (d: { options: string[]; job: string; path: string }) =>
    `Job '${d.job}' is judged by what ${d.path} declares, not by ${d.options.join(', ')}. Declare it there, below tables:, and leave the ${d.options.length === 1 ? 'option' : 'options'} out.`,
  diffTableMissing: (d: { path: string; detail: string; job: string }) =>
    `${d.path} is no output of job '${d.job}': ${d.detail}. Name the folder that holds its tables, as record --output did.`,
  recordRemotePath: (d: { path: string }) =>
    `${d.path} is not on this machine, and nothing was started. Name a local path or a mount; or leave it out: without --input the key ` +
    `stands for the input, and outputs elsewhere are compared by their fingerprints (etl-compare fingerprint, then tables: of record --from).`,
  recordCommandMissing: (d: { job: string; engine: string; program: string }) =>
    `There is no program '${d.program}' to record as engine '${d.engine}' of job '${d.job}', and nothing was started. Install it, or mend the command.`,
  resultsUnreadable: (d: { path: string; detail: string }) =>
    `${d.path} cannot be read as JSON: ${printable(d.detail)}. Write one result or a list of them: docs/record.md shows one.`,
  resultsInvalid: (d: { path: string; problems: { index: number; key: string; message: string }[] }) =>
    d.problems
      .map(({ index, key, message }) => printable(`${d.path}: [${index}]${key && `.${key}`} ${message}.`))
      .join('\n'),
  exportNotParquet: (d: { path: string; mend: string }) =>
    `${d.path} is no name of a Parquet file, which is what export writes. Name it ${d.mend}.`,
  exportExists: (d: { path: string }) =>
    `${d.path} exists already, and nothing is overwritten. Remove it, or name another file.`,
  exportFolderMissing: (d: { path: string; folder: string }) =>
    `There is no folder ${d.folder} to write ${d.path} into. Make it (mkdir -p ${d.folder}), or name another file.`,
  ledgerMissing: (d: { place: string; ledgers: string[] }) =>
    `There is no ledger yet: ${d.place}${meantPaths(d.ledgers)}. Begin it with: etl-compare ledger add results (or name another by --ledger).`,
  ledgerConflict: (d: { id: string; path: string }) =>
    `The ledger has a run ${d.id} already, with another content, at ${d.path}. A record is never rewritten, and nothing was added. ` +
    `Compare the two; run again for a new id.`,
  ledgerDiskFull: (d: { path: string }) =>
    `No space is left at ${d.path} for the ledger. Free some and add again: what is kept already stays as it is.`,
  ledgerNoRepository: (d: { folder: string; branch: string; detail: string }) =>
    `${d.folder} is in no git repository that can be used (${d.detail}), so git:${d.branch} has no remote. ` +
    `Call it in a clone, name the remote (--ledger git:URL#${d.branch}), or take a folder: --ledger ledger.`,
  ledgerNoRemote: (d: { folder: string; branch: string }) =>
    `The repository of ${d.folder} has no remote 'origin', and not just one other. ` +
    `Add it (git remote add origin URL), name the remote (--ledger git:URL#${d.branch}), or take a folder: --ledger ledger.`,
  ledgerRemoteMissing: (d: { url: string; detail: string }) =>
    `There is no git repository at ${d.url}, or you may not see it: ${d.detail}. Try it by hand: git ls-remote ${d.url}`,
  ledgerOffline: (d: { url: string; detail: string }) =>
    `${d.url} cannot be reached: ${d.detail}. Check the network or the proxy, and try again: nothing was changed.`,
  ledgerForbidden: (d: { url: string; branch: string; detail: string }) =>
    `${d.url} does not let you at branch ${d.branch}: ${d.detail}. Log in as git wants it (git ls-remote ${d.url} must work) and see that you may write there; ` +
    `on GitHub Actions, give the job permissions: contents: write.`,
  ledgerRefused: (d: { url: string; branch: string; reason: string; detail: string }) =>
    `${d.url} refuses what was pushed to branch ${d.branch} (${d.reason}): ${d.detail}. ` +
    `Let its rules or hooks allow this branch, or take another: --ledger git:BRANCH. Nothing was added.`,
  ledgerBusy: (d: { url: string; branch: string; tries: number }) =>
    `Others wrote to branch ${d.branch} of ${d.url} at each of ${d.tries} tries. Nothing was added; try again.`,
  ledgerGitFailed: (d: { url: string; branch: string; detail: string }) =>
    `git failed at branch ${d.branch} of ${d.url}: ${d.detail}. Try it by hand: git fetch ${d.url} ${d.branch}`,
}

type Messages = typeof messages
export type ErrorCode = keyof Messages
export type ErrorData<C extends ErrorCode> = Parameters<Messages[C]>[0]

export class UserError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'UserError'
  readonly code: C
  readonly data: ErrorData<C>

  constructor(code: C, data: ErrorData<C>) {
    super((messages[code] as (d: ErrorData<C>) => string)(data))
    this.code = code
    this.data = data
  }
}

const PATH_ERRORS = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG']

/** The user's mistake that an error stands for, a path that can't be used among them; undefined for a bug. */
export function asUserError(error: unknown): UserError | undefined {
  if (error instanceof UserError) return error
  const { code, path, message } = error as NodeJS.ErrnoException
  if (code === undefined || path === undefined || !PATH_ERRORS.includes(code)) return undefined
  return new UserError('pathUnusable', { path, detail: message.split(',')[0] ?? code })
}
