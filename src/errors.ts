import { EVENT_LOG_MESSAGES } from './errors/event-logs.ts'
import { KUBERNETES_MESSAGES } from './errors/kubernetes.ts'
import { RECORD_MESSAGES } from './errors/records.ts'
import { REMOTE_MESSAGES } from './errors/remote.ts'
import { SOURCE_MESSAGES } from './errors/sources.ts'
import { type InputOwner, inputKey } from './model/config/job-input.ts'
import type { ConfigProblem } from './model/config/parse.ts'
import type { RequestProblem } from './model/config/requests.ts'
import { formatBytes } from './model/units/bytes.ts'
import { didYouMean } from './text/nearest.ts'
import { counted, printable, withArticle } from './text/text.ts'

/** More are mostly of one cause, such as a bracket that is not closed. */
const MOST_PROBLEMS = 50

/** An input of `input:` can also be given on the command line. */
const inputFix = (owner: InputOwner): string =>
  `Fix ${inputKey(owner)}${owner.input === null ? ', or pass --input PATH' : ''}.`

/**
 * Every mistake a user can make, in words: what happened, where, and how to fix it.
 * `cli.ts` alone prints them and exits with 2; any other error is a bug and keeps its stack.
 */
const messages = {
  configMissing: (d: { path: string }) =>
    `${d.path} was not found. Create it with: etl-compare init, or name another file with --config.`,
  configUnreadable: (d: { path: string; detail: string }) =>
    `${d.path} cannot be read: ${d.detail}. Fix that, or name another file with --config.`,
  configTooLarge: (d: { path: string; bytes: number; most: number }) =>
    `${d.path} has ${formatBytes(d.bytes)}, but a configuration may have ${formatBytes(d.most)}. Divide its jobs: among several files.`,
  configInvalid: (d: { path: string; problems: ConfigProblem[] }) =>
    [
      ...d.problems.slice(0, MOST_PROBLEMS).map(({ line, column, key, message }) => {
        const place = [d.path, line, ...(column === undefined ? [] : [column])].join(':')
        return printable(`${place}: ${key && `${key} `}${message}`)
      }),
      ...(d.problems.length > MOST_PROBLEMS ? [`… and ${d.problems.length - MOST_PROBLEMS} more`] : []),
    ].join('\n'),
  jobExists: (d: { job: string; path: string }) =>
    `${d.path} already has a job '${d.job}'. To add a candidate to it, give only --job ${d.job}, --candidate and --candidate-name. Else choose another --job.`,
  initFlagsMissing: (d: { flags: string[] }) =>
    `init needs ${d.flags.join(', ')}, because there is no terminal to ask in. For example:\n` +
    `  etl-compare init --job orders --input 'data/dt={partition}' \\\n` +
    `    --baseline 'spark-submit jobs/orders.py --in {input} --out {output} --day {partition}' \\\n` +
    `    --candidate 'python jobs/orders_duckdb.py {input} {output}' --table orders:order_id`,
  jobsMissing: (d: { path: string }) =>
    `${d.path} has no jobs:, and this command needs one. Add a job with: etl-compare init, or name another file with --config.`,
  jobUnknown: (d: { job: string; known: string[]; path: string }) =>
    `${d.path} has no job '${d.job}'${didYouMean(d.job, d.known)}. Its jobs: ${d.known.join(', ')}.`,
  jobNotShown: (d: { job: string; shown: string[] }) =>
    `The report shows no job '${d.job}'${didYouMean(d.job, d.shown)}. Its jobs: ${d.shown.join(', ') || 'none'}.`,
  baselineDisputed: (d: { job: string; baselines: string[] }) =>
    `The runs of job '${d.job}' have different baselines: ${d.baselines.join(', ')}. Set the baseline in a configuration (--config etl-compare.yml), or judge other jobs.`,
  engineUnknown: (d: { engine: string; job: string; known: string[] }) =>
    `Job '${d.job}' has no engine '${d.engine}'${didYouMean(d.engine, d.known)}. Its engines: ${d.known.join(', ')}.`,
  enginesTooFew: (d: { job: string; baseline: string }) =>
    `--engines must name at least one candidate of job '${d.job}'; its baseline '${d.baseline}' always runs.`,
  planTooLarge: (d: { job: string; trials: number; engines: number; tables: number }) =>
    `Job '${d.job}' would have ${d.trials} trials of ${d.engines} engines with ${counted(d.tables, 'table')}, more than a run record can hold. Lower --trials, name fewer --engines, or divide the tables among several jobs.`,
  queriesMissing: (d: { job: string; path: string; found: number; most: number }) =>
    `jobs.${d.job}.queries.folder names ${d.path}, which has ${d.found === 0 ? 'no' : d.found} .sql files. It must have 1 to ${d.most}, one query each.`,
  requestsMissing: (d: { job: string; path: string }) =>
    `jobs.${d.job}.service.requests names ${d.path}, which is not a file, or does not exist. Create it, with one request per line, in JSON: {"method": "GET", "path": "/health"}.`,
  requestsInvalid: (d: { path: string; problems: RequestProblem[] }) =>
    [
      ...d.problems
        .slice(0, MOST_PROBLEMS)
        .map(({ line, key, message }) => printable(`${d.path}:${line}: ${key && `${key} `}${message}.`)),
      ...(d.problems.length > MOST_PROBLEMS ? [`… and ${d.problems.length - MOST_PROBLEMS} more`] : []),
    ].join('\n'),
  serviceRecorded: (d: { job: string }) =>
    `The engines of job '${d.job}' are services, which record does not ask. Measure them with: etl-compare run ${d.job} --ledger LEDGER`,
  serviceElsewhere: (d: { job: string; engine: string; runner: string }) =>
    `jobs.${d.job}.service needs engines that run as a process or in one container, but '${d.engine}' would run by ${d.runner}. ${d.runner === 'spark-cluster' ? 'Remove its cluster:' : 'Use --runner process or --runner docker'}.`,
  inputOfManyJobs: (d: { jobs: string[] }) =>
    `--input sets the input of one job, but ${d.jobs.length} jobs would run. Name one of them: ${d.jobs.join(', ')}.`,
  adviceOfManyJobs: (d: { jobs: string[] }) =>
    `These options describe one job, but advice would be given on ${d.jobs.length}. Name one of them: ${d.jobs.join(', ')}.`,
  optionInvalid: (d: { option: string; value: string; expected: string }) =>
    `${d.option} ${d.value}: must be ${d.expected}.`,
  toleranceRepeated: (d: { option: string; column: string }) =>
    `${d.option} is given twice for ${d.column === '*' ? 'all columns' : `'${d.column}'`}. Give it once.`,
  actionInputInvalid: (d: { problems: { input: string; value: string; message: string }[] }) =>
    d.problems
      .map(({ input, value, message }) => `with: ${input}: ${JSON.stringify(value)} ${message}.`)
      .join('\n'),
  notOnActions: (d: { variable: string }) =>
    `${d.variable} is not set, so this is no job of GitHub Actions. Elsewhere use the command line: etl-compare --help.`,
  eventOther: (d: { wanted: string }) =>
    `This run's event is not ${d.wanted}, or cannot be read. Copy the workflow from docs/action.md#workflows-to-copy.`,
  reportFolderTaken: (d: { path: string }) =>
    `with: report: ${d.path} has files that are no report, and all of it would be published. Name another folder.`,
  siteNotBuilt: (d: { path: string }) =>
    `The pages of the report were not found in ${d.path}. A released version has them; in a clone, build them: npm ci, then npm run build:site.`,
  siteBuildFailed: (d: { path: string }) =>
    `The pages of the report could not be built into ${d.path}. Run npm ci, then npm run build:site, which prints why.`,
  countriesNotBuilt: (d: { folder: string }) =>
    `The countries' address ranges were not found in ${d.folder}. A released version has them; in a clone, build them: npm ci, then npm run build:countries.`,
  reasonUnknown: (d: { option: string; hint: string }) => `${d.option}: ${d.hint}.`,
  limitTooHigh: (d: { what: string; asked: string; has: string; path: string }) =>
    `limits.${d.what} is ${d.asked}, but this machine has ${d.has}. Lower it in ${d.path}, or use a larger machine (on GitHub Actions: runs-on:).`,
  memoryNotLimited: (d: { job: string; reason: string }) =>
    `The engines of job '${d.job}' cannot be held to a limit of memory here: ${d.reason}. Run as root, or use systemd-run --user --scope etl-compare …, or --runner docker.`,
  memoryTooLittle: (d: { job: string; memory: string; least: string }) =>
    `Job '${d.job}' runs with ${d.memory}, and nothing below ${d.least} is tried, so there is nothing to search. Raise limits: memory.`,
  runnerUnavailable: (d: { job: string; engine: string; unfit: string }) =>
    `Engine '${d.engine}' of job '${d.job}' cannot run ${d.unfit}`,
  dockerUnreachable: (d: { where: string; detail: string }) =>
    `Cannot connect to the Docker daemon at ${d.where}: ${d.detail}. Start it (systemctl start docker), install it (docs.docker.com/engine/install), or use --runner process.`,
  dockerNeeded: (d: { engines: string[]; detail: string }) =>
    `${d.engines.join(', ')}: ${d.engines.length === 1 ? 'this engine has' : 'these engines have'} only an image and ${d.engines.length === 1 ? 'needs' : 'need'} Docker, but ${d.detail}. ` +
    `On GitHub Actions, use a runner that has Docker (runs-on:), or name only other engines (with: engines:).`,
  dockerForbidden: (d: { where: string }) =>
    `You have no permission to use the Docker daemon at ${d.where}. Join its group (sudo usermod --append --groups docker "$USER", then log in again), or use --runner process.`,
  networkMissing: (d: { job: string; engine: string; network: string }) =>
    `Engine '${d.engine}' of job '${d.job}': the Docker daemon has no network '${d.network}'. Create it (docker network create ${d.network}), or fix network:.`,
  masterUnreachable: (d: { job: string; engine: string; master: string; detail: string }) =>
    `Engine '${d.engine}' of job '${d.job}': no Spark master answers at ${d.master} (${d.detail}). Start it, or fix cluster.master.`,
  mountMissing: (d: { job: string; engine: string; source: string }) =>
    `Engine '${d.engine}' of job '${d.job}': ${d.source} in mounts: was not found. Fix the path: it is relative to the configuration's folder.`,
  judgedLimitsUnknown: (d: { job: string; limits: string; known: string[] }) =>
    `Job '${d.job}': judge.limits: '${d.limits}' is not in limits:. Use one of '${d.known.join("', '")}'.`,
  scenarioUnknown: (d: { scenario: string; known: string[] }) =>
    `Unknown scenario '${d.scenario}'${didYouMean(d.scenario, d.known)}. Known scenarios: ${d.known.join(', ')}.`,
  outExists: (d: { path: string }) =>
    `${d.path} already exists and is not overwritten. Choose another --out.`,
  coldNotPulled: (d: { job: string; engine: string }) =>
    `--cold pulls every image again, but engine '${d.engine}' of job '${d.job}' has no image in a registry, or runs in a cluster. Remove --cold, or give the engine an image: without build: and use --runner docker.`,
  imageMissing: (d: { image: string; detail: string }) =>
    `Image ${d.image} was not found: ${d.detail}. Fix its name, log in to its registry (docker login), or give it a build:.`,
  imageNotBuilt: (d: { image: string }) =>
    `Image ${d.image} has not been built. Build it: etl-compare images build.`,
  imagePullFailed: (d: { image: string; detail: string }) =>
    `Image ${d.image} could not be pulled: ${d.detail}. Try it by hand: docker pull ${d.image}`,
  imageNoSpace: (d: { image: string; folder: string }) =>
    `No disk space left at ${d.folder} for image ${d.image}. Free some (docker image prune), or move the daemon's data-root to a larger disk.`,
  imageArchitecture: (d: { image: string; has: string; needs: string }) =>
    `Image ${d.image} is for ${d.has}, but this daemon runs ${d.needs}. Build or name one for ${d.needs}.`,
  imageBuildFailed: (d: { image: string; context: string; detail: string }) =>
    `Image ${d.image} could not be built from ${d.context}:\n${d.detail}\nTry it by hand: docker build -t ${d.image} ${d.context}`,
  imageUnknown: (d: { name: string; known: string[]; path: string }) =>
    `${d.path} has no stack or image '${d.name}'${didYouMean(d.name, d.known)}. ` +
    (d.known.length > 0 ? `It has: ${d.known.join(', ')}.` : 'It has none: give a stack image: or build:.'),
  imageInUse: (d: { image: string; detail: string }) =>
    `Image ${d.image} is in use: ${d.detail}. Remove its containers first (docker ps --all --filter ancestor=${d.image}).`,
  inputMissing: (d: InputOwner & { path: string }) =>
    `Job '${d.job}': the input ${d.path} was not found. ${inputFix(d)}`,
  inputPartitionMissing: (d: InputOwner & { path: string; partitions: string[] }) =>
    `Job '${d.job}': the input ${d.path} was not found. The newest partitions there: ${d.partitions.join(', ')}. Choose one with --partition, or fix ${inputKey(d)}.`,
  inputEmpty: (d: InputOwner & { path: string }) =>
    `Job '${d.job}': the input ${d.path} is empty (0 bytes), so there is nothing to compare. ${inputFix(d)}`,
  inputTooWide: (d: InputOwner & { detail: string }) => `${inputKey(d)}: ${d.detail}`,
  inputOfSeveral: (d: { job: string; inputs: string[] }) =>
    `Job '${d.job}' has several inputs (${d.inputs.join(', ')}), so --input does not apply. Remove it, or change jobs.${d.job}.inputs.`,
  filesTooMany: (d: { path: string; most: number }) =>
    `${d.path} has more than ${d.most.toLocaleString('en')} files. Name a folder further down, or a narrower pattern.`,
  patternTooWide: (d: { pattern: string; alternatives: number; most: number }) =>
    `${printable(d.pattern)} stands for ${d.alternatives.toLocaleString('en')} patterns, but at most ${d.most.toLocaleString('en')} can be searched. Use * in place of some {…}.`,
  patternTooLong: (d: { pattern: string; most: number }) =>
    `A path of ${d.pattern.length.toLocaleString('en')} characters is too long: ${printable(d.pattern.slice(0, 40))}… At most ${d.most.toLocaleString('en')} can be searched.`,
  inputOfRoot: (d: { path: string }) =>
    `The input ${d.path} would mount this machine's whole file system into a container. Put a folder before the first wildcard.`,
  inputLinked: (d: { link: string; target: string }) =>
    `${d.link} is a link to ${d.target}, which does not exist inside the container. Copy the file, mount its target at the same path (mounts:), or use --runner process.`,
  clockImplausible: (d: { now: string }) =>
    `This machine's clock says ${d.now}, but records need a time between 2000 and 2100. Set the clock.`,
  resumeImpossible: (d: { path: string; reason: string }) =>
    `${d.path} cannot be resumed: ${printable(d.reason)}. Run again without --resume to start over.`,
  outInUse: (d: { out: string; by: string; lock: string }) =>
    `${d.out} is in use by another run (${d.by}). Wait for it to end, or choose another --out. If that run is no longer alive, remove ${d.lock}.`,
  outBelowInput: (d: { job: string; path: string; out: string }) =>
    `${d.out} is inside the input of job '${d.job}' (${d.path}), so results would be read as input. Choose another --out.`,
  pathUnusable: (d: { path: string; detail: string }) =>
    `${d.path} cannot be used: ${d.detail}. Fix its permissions, or name another path.`,
  inputFileMissing: (d: { job: string; path: string; file: string }) =>
    `Job '${d.job}': the input ${d.path} has no ${d.file}, but jobs.${d.job}.columns lists it. Add the file, or remove that line.`,
  inputColumnMissing: (d: { job: string; path: string; columns: string[]; found: string[] }) =>
    `${d.path} has no column ${d.columns.map((column) => `'${column}'`).join(', ')} (it has ${d.found.join(', ')}). ` +
    `Rename it, or fix jobs.${d.job}.columns.`,
  inputColumnsUnread: (d: { job: string; path: string; format: string }) =>
    `Job '${d.job}': ${d.path} is ${withArticle(d.format)} table, and its columns cannot be checked yet. Remove its line from jobs.${d.job}.columns. The engines still get the input as it is.`,
  pythonMissing: (d: { reason: string }) =>
    `${d.reason}. Put Python 3.9 or newer first on the PATH (Debian: apt-get install python3).`,
  cacheNotEvicted: (d: { detail: string }) =>
    `The input could not be dropped from the page cache: ${d.detail}. Leave out cache: evicted.`,
  cacheStays: (d: { path: string; bytes: number; of: number }) =>
    `${d.path} stays in the page cache (${formatBytes(d.bytes)} of the ${formatBytes(d.of)} of the input), so no cold read can be measured. ` +
    `It may lie on a tmpfs, or another process has mapped it. Move it to a disk, or leave out cache: evicted.`,
  programMissing: (d: { path: string }) => `${d.path} was not found. Name a .py, .ipynb or .sql file.`,
  programKindUnknown: (d: { path: string }) =>
    `${d.path} is not a .py, .ipynb or .sql file. port-check reads PySpark, notebooks and Spark SQL.`,
  programTooLarge: (d: { path: string; bytes: number; most: number }) =>
    `${d.path} has ${formatBytes(d.bytes)}, but port-check reads at most ${formatBytes(d.most)} a file. Divide it.`,
  programUnread: (d: { path: string; line: number; detail: string }) =>
    printable(`${d.path}:${d.line}: ${d.detail}. Fix the file, or leave it out.`),
  portCheckSpark: (d: { name: string; known: string[] }) =>
    `--to ${d.name}: leave it out. Spark itself runs the program, also what Comet has no operator for, so nothing is lacking. ` +
    `Whether Comet returns the same data, only a run can show (docs/dropin.md). port-check knows ${d.known.join(', ')}.`,
  portCheckNotBuilt: (d: { path: string }) =>
    `${d.path} has no sqlglot, which reads Spark SQL. In a clone, run: make setup`,
  pythonTooOld: (d: { path: string; version: string }) =>
    `${d.path} is Python ${d.version}, but etl-compare needs 3.9 or newer to measure processes. Install a newer one and put it first on the PATH.`,
  processNeedsLinux: (d: { platform: string }) =>
    `The process runner needs Linux, but this is ${d.platform}. Run it on Linux.`,
  uvMissing: (d: { project: string }) =>
    `uv was not found. etl-compare needs it to set up ${d.project}. Install it (pip install uv), or run make setup in a clone.`,
  projectMissing: (d: { project: string }) =>
    `${d.project} has no pyproject.toml. Make it a uv project (uv init), or fix stacks: in etl-compare.yml.`,
  projectNotReady: (d: { project: string; detail: string }) =>
    `The environment of ${d.project} could not be set up:\n${d.detail}\nTry it by hand: uv sync --project ${d.project}`,
  scriptMissing: (d: { job: string; engine: string; script: string }) =>
    `Engine '${d.engine}' of job '${d.job}': ${d.script} was not found. Fix its command: paths are relative to its stack's project or, with run:, to the configuration's folder.`,
  dropInMissing: (d: { job: string; engine: string; name: string; launcher: string }) =>
    `Engine '${d.engine}' of job '${d.job}': ${d.launcher} has no engine '${d.name}'. Name spark, comet, sail, sqlframe or duckdb_spark after launch.py.`,
  outputDiskTooSmall: (d: { job: string; path: string; needed: string; free: string }) =>
    `Job '${d.job}' may write about ${d.needed}, but ${d.path} has ${d.free} free. Free some, use a smaller input, or choose another --out. On GitHub Actions, choose smaller sizes (with: sizes:) or a larger runner (runs-on:).`,
  commandMissing: (d: { job: string; engine: string; program: string }) =>
    `Engine '${d.engine}' of job '${d.job}': program '${d.program}' was not found. Install it, or fix the command of jobs.${d.job}.engines.${d.engine} in the configuration.`,
  commandOnlySets: (d: { job: string; engine: string; command: readonly string[] }) =>
    `Engine '${d.engine}' of job '${d.job}': its command only sets variables (${d.command.map((word) => word.replace(/=.*/s, '=…')).join(' ')}). Add a program behind them in jobs.${d.job}.engines.${d.engine}.`,
  diskFull: (d: { path: string }) =>
    `No disk space left to write ${d.path}. Free some, or choose another --out.`,
  fixtureNotOfJob: (d: { job: string; path: string }) =>
    `Job '${d.job}' in ${d.path} reads its own input, so it has no fixture. Only jobs with input: fixture:NAME have one.`,
  fixtureUnknown: (d: { fixture: string; known: string[] }) =>
    `Unknown fixture '${d.fixture}'${didYouMean(d.fixture, d.known)}. Known fixtures: ${d.known.join(', ')}.`,
  diskTooSmall: (d: { what: string; needed: number; free: number; path: string }) =>
    `${d.what} needs ${formatBytes(d.needed)}, but ${d.path} has ${formatBytes(d.free)} free. ` +
    `Choose a smaller --size, free some (etl-compare fixtures clean), or set ETL_COMPARE_CACHE to a larger disk. On GitHub Actions, choose smaller sizes (with: sizes:) or a larger runner (runs-on:).`,
  logUnreadable: (d: { path: string; detail: string }) =>
    `The log ${d.path} cannot be read: ${d.detail}. Name a file that exists and that you may read.`,
  logNotCombined: (d: { path: string }) =>
    `${d.path} is not an access log in Apache's combined format (address, user, [time], "request", status, bytes, ` +
    `"referer", "user agent"). Unpack it if it is compressed, or log with: LogFormat … combined.`,
  columnUnknown: (d: { columns: string[]; found: string[] }) =>
    `Unknown column ${d.columns.map((column) => `'${column}'${didYouMean(column, d.found)}`).join(', ')}. ` +
    `The columns are: ${d.found.join(', ')}.`,
  memoryTooSmall: (d: { memory: string }) =>
    `${d.memory} of memory was not enough. Give more, such as --memory 4GB.`,
  rowsTooWide: (d: { needed: number; room: number }) =>
    `Its rows have so much text that ${formatBytes(d.needed)} of memory would be needed, but ${formatBytes(d.room)} can be used for it. ` +
    `Give diff or fingerprint more than ${(d.needed / d.room).toFixed(1)} times the memory (--memory), or leave the column out (ignore:).`,
  keyMissing: (d: { path: string; columns: string[]; found: string[] }) =>
    `${d.path} has no column ${d.columns.map((column) => `'${column}'`).join(', ')}, which --key names (it has ${d.found.join(', ')}). ` +
    `Name columns that both sides have.`,
  noCommonColumns: (d: { a: string; b: string; columns: string[]; others: string[] }) =>
    `${d.a} and ${d.b} have no column in common: ${d.columns.join(', ')} against ${d.others.join(', ')}. Are these the right tables?`,
  sizeInvalid: (d: { text: string }) =>
    `'${d.text}' is not a size. Use small, medium, large, or bytes such as 0.3GB or 512MiB.`,
  sizeOfOwnInput: (d: { job: string; size: string; path: string }) =>
    `Job '${d.job}' has the same input at every size, so --size does not apply. Remove --size ${d.size}, put {size} into its input: or inputs:, or list sizes: in ${d.path}.`,
  ...SOURCE_MESSAGES,
  ...EVENT_LOG_MESSAGES,
  ...KUBERNETES_MESSAGES,
  ...RECORD_MESSAGES,
  ...REMOTE_MESSAGES,
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

/** An option, named as the user types it, whose value is not what it must be. */
export const invalidOption = (option: string, value: string, expected: string): UserError =>
  new UserError('optionInvalid', { option, value, expected })

const PATH_ERRORS = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG']

/** The user's mistake that an error stands for, a path that can't be used among them; undefined for a bug. */
export function asUserError(error: unknown): UserError | undefined {
  if (error instanceof UserError) return error
  const { code, path, message, syscall, address } = error as NodeJS.ErrnoException & { address?: string }
  // Whom else this process talks to, it asks by programs and by DuckDB.
  if (syscall === 'connect' || code === 'ECONNRESET')
    return new UserError('dockerUnreachable', { where: address ?? 'its socket', detail: message })
  if (code === undefined || path === undefined || !PATH_ERRORS.includes(code)) return undefined
  return new UserError('pathUnusable', { path, detail: message.split(',')[0] ?? code })
}
