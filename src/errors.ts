import { type InputOwner, inputKey } from './model/config/job-input.ts'
import type { ConfigProblem } from './model/config/parse.ts'
import { formatBytes } from './model/units/bytes.ts'
import { didYouMean } from './text/nearest.ts'
import { counted, printable } from './text/text.ts'

const withArticle = (noun: string): string => `${/^[AEIOU]/i.test(noun) ? 'an' : 'a'} ${noun}`

/** ` (did you mean try/ledger?)`, where a path is near what it was probably meant to be. */
const meantPaths = (paths: readonly string[]): string =>
  paths.length === 0 ? '' : ` (did you mean ${paths.join(' or ')}?)`

/** More are mostly of one cause, such as a bracket that is not closed. */
const MOST_PROBLEMS = 50

const CSV_KEYS = 'delimiter, quote, escape, null, encoding'

/** An input of `input:` can also be given on the command line. */
const inputFix = (owner: InputOwner): string =>
  `Fix ${inputKey(owner)}${owner.input === null ? ', or pass --input PATH' : ''}.`

/** The YAML that a job of GitHub Actions lacks. */
const permissionLines = (permission: string): string =>
  `the job needs this, beside its other permissions:\n  permissions:\n    ${permission}`

const FORMAT_FIXES: Record<string, string> = {
  Delta: 'Put delta: before the path, or write',
  Iceberg: 'Name it by its catalog, iceberg:CATALOG.NAMESPACE.TABLE, or write',
}

const LAKE_LIBRARIES = {
  iceberg: { name: 'PyIceberg', packages: "'pyiceberg[pyarrow,sql-sqlite,sql-postgres]'" },
  delta: { name: 'delta-rs', packages: 'deltalake pyarrow' },
}

const MOST_NAMES = 10
const firstOf = (names: readonly string[]): string =>
  [...names.slice(0, MOST_NAMES), ...(names.length > MOST_NAMES ? ['…'] : [])].map(printable).join(', ')

/** How a table's CSV dialect is declared. */
const inCsv = (yaml: string, option: string): string =>
  `Declare it for the table in etl-compare.yml: csv: ${yaml}. Without a configuration: --csv ${option} (--csv-a, --csv-b for one side of a diff).`

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
  jobUnknown: (d: { job: string; known: string[]; path: string }) =>
    `${d.path} has no job '${d.job}'${didYouMean(d.job, d.known)}. Its jobs: ${d.known.join(', ')}.`,
  jobNotShown: (d: { job: string; shown: string[] }) =>
    `The report shows no job '${d.job}'${didYouMean(d.job, d.shown)}. Its jobs: ${d.shown.join(', ') || 'none'}.`,
  baselineDisputed: (d: { job: string; baselines: string[] }) =>
    `The runs of job '${d.job}' have different baselines: ${d.baselines.join(', ')}. Set the baseline in a configuration (--policy etl-compare.yml), or judge other jobs.`,
  engineUnknown: (d: { engine: string; job: string; known: string[] }) =>
    `Job '${d.job}' has no engine '${d.engine}'${didYouMean(d.engine, d.known)}. Its engines: ${d.known.join(', ')}.`,
  enginesTooFew: (d: { job: string; baseline: string }) =>
    `--engines must name the baseline '${d.baseline}' and at least one candidate of job '${d.job}'.`,
  planTooLarge: (d: { job: string; trials: number; engines: number; tables: number }) =>
    `Job '${d.job}' would have ${d.trials} trials of ${d.engines} engines with ${counted(d.tables, 'table')}, more than a run record can hold. Lower --trials, name fewer --engines, or divide the tables among several jobs.`,
  inputOfManyJobs: (d: { jobs: string[] }) =>
    `--input sets the input of one job, but ${d.jobs.length} jobs would run. Name one of them: ${d.jobs.join(', ')}.`,
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
  mountMissing: (d: { job: string; engine: string; source: string }) =>
    `Engine '${d.engine}' of job '${d.job}': ${d.source} in mounts: was not found. Fix the path: it is relative to the configuration's folder.`,
  judgedLimitsUnknown: (d: { job: string; limits: string; known: string[] }) =>
    `Job '${d.job}': judge.limits: '${d.limits}' is not in limits:. Use one of '${d.known.join("', '")}'.`,
  scenarioUnknown: (d: { scenario: string; known: string[] }) =>
    `Unknown scenario '${d.scenario}'${didYouMean(d.scenario, d.known)}. Known scenarios: ${d.known.join(', ')}.`,
  outExists: (d: { path: string }) =>
    `${d.path} already exists and is not overwritten. Choose another --out.`,
  coldNotPulled: (d: { job: string; engine: string }) =>
    `--cold pulls every image again, but engine '${d.engine}' of job '${d.job}' has no image in a registry. Remove --cold, or give the engine an image: without build: and use --runner docker.`,
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
  pythonMissing: (_: object) =>
    `python3 was not found. etl-compare needs Python 3.9 or newer to measure processes. Install it (Debian: apt-get install python3).`,
  programMissing: (d: { path: string }) => `${d.path} was not found. Name a .py, .ipynb or .sql file.`,
  programKindUnknown: (d: { path: string }) =>
    `${d.path} is not a .py, .ipynb or .sql file. port-check reads PySpark, notebooks and Spark SQL.`,
  programTooLarge: (d: { path: string; bytes: number; most: number }) =>
    `${d.path} has ${formatBytes(d.bytes)}, but port-check reads at most ${formatBytes(d.most)} a file. Divide it.`,
  programUnread: (d: { path: string; line: number; detail: string }) =>
    printable(`${d.path}:${d.line}: ${d.detail}. Fix the file, or leave it out.`),
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
  outputDiskTooSmall: (d: { job: string; path: string; needed: string; free: string }) =>
    `Job '${d.job}' may write about ${d.needed}, but ${d.path} has ${d.free} free. Free some, use a smaller input, or choose another --out. On GitHub Actions, choose smaller sizes (with: sizes:) or a larger runner (runs-on:).`,
  commandMissing: (d: { job: string; engine: string; program: string }) =>
    `Engine '${d.engine}' of job '${d.job}': program '${d.program}' was not found. Install it, or fix the command of jobs.${d.job}.engines.${d.engine} in the configuration.`,
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
  sourceMissing: (d: { path: string }) =>
    `${d.path} was not found. Name a file, a folder, a glob in quotes, or a table of a database (file.duckdb:table).`,
  sourceEmpty: (d: { path: string }) =>
    `${d.path} has no data files (names that begin with _ or . are ignored). Name a folder or glob that has some.`,
  sourceFormatUnknown: (d: { path: string; known: readonly string[] }) =>
    /\.(?:duckdb|ddb|db)$/i.test(d.path)
      ? `${d.path} is a DuckDB database inside a folder of files. Name the database itself as the path.`
      : `${d.path} has no known file extension. These are read: .${d.known.join(', .')}; and .duckdb if it is the path itself. ` +
        `Rename or remove the file, or name only the data files with a glob in quotes.`,
  sourceFormatUnread: (d: { path: string; format: string }) =>
    `${d.path} is ${d.format}, which etl-compare cannot read. Write Parquet, or CSV or JSON (plain, .gz or .zst).`,
  sourceFormatsMixed: (d: { path: string; formats: string[] }) =>
    `${d.path} mixes ${d.formats.join(' and ')} files. Name the files of one format with a glob in quotes, such as '*.${d.formats[0]}'.`,
  sourceTablesMixed: (d: { path: string; tables: string[] }) =>
    `${d.path} has parts of several tables: ${d.tables.join(', ')}. Move each table's files to its own folder, or name one table's files with a glob in quotes, such as '${d.path}/${d.tables[0]}*'.`,
  tableFormatUnread: (d: { path: string; format: string }) =>
    `${d.path} is ${withArticle(d.format)} table. Its Parquet files are not its rows: some belong to older versions. ${FORMAT_FIXES[d.format] ?? 'Write'} ` +
    `the current rows as plain Parquet to another folder, for example with spark.read.format('${d.format.toLowerCase()}').load(…).write.parquet(…), and name that folder.`,
  lakeNameInvalid: (d: { path: string }) =>
    `${d.path} does not name a table. Write iceberg:CATALOG.NAMESPACE.TABLE or delta:FOLDER; @ and a snapshot or version may follow.`,
  catalogUnknown: (d: { path: string; catalog: string; known: string[] }) =>
    `${d.path}: catalog '${d.catalog}' is not declared${didYouMean(d.catalog, d.known)}. Declare it under catalogs: in etl-compare.yml, or for PyIceberg itself (~/.pyiceberg.yaml). Declared are: ${d.known.join(', ') || 'none'}.`,
  catalogVariableMissing: (d: { catalog: string; key: string; variable: string }) =>
    `The variable ${d.variable}, which catalogs.${d.catalog}.${d.key} names, is not set or empty. Set it in the environment.`,
  catalogUnreachable: (d: { catalog: string; detail: string }) =>
    `Catalog '${d.catalog}' could not be opened: ${printable(d.detail)}. Check catalogs.${d.catalog} in etl-compare.yml, and that its server runs.`,
  lakeTableMissing: (d: {
    path: string
    catalog: string
    tables: string[]
    namespaces: string[]
    others: string[]
  }) =>
    `${d.path} was not found. ${
      d.tables.length > 0
        ? `Its namespace has the tables ${firstOf(d.tables)}`
        : d.namespaces.length > 0
          ? `The catalog has the namespaces ${firstOf(d.namespaces)}`
          : `The catalog '${d.catalog}' is empty`
    }${d.others.length > 0 ? `, and its database has tables of the ${d.others.length === 1 ? 'catalog' : 'catalogs'} ${firstOf(d.others)}: name catalogs: in etl-compare.yml as the writer does` : '. Name one of its tables'}.`,
  lakeVersionMissing: (d: { path: string; version: string; found: string[] }) =>
    `${d.path}: there is no snapshot or version ${d.version}${d.found.length > 0 ? ` (there are ${firstOf(d.found)})` : ''}. Name one that was not expired, or leave @${d.version} out.`,
  lakeTableUnread: (d: { path: string; detail: string }) =>
    `${d.path} cannot be read: ${printable(d.detail)}. If the table is right, write its rows as plain Parquet to another folder, and name that.`,
  lakeLibraryMissing: (d: {
    path: string
    format: 'iceberg' | 'delta'
    tried: { python: string; detail: string }[]
  }) =>
    `${d.path} is read by ${LAKE_LIBRARIES[d.format].name}, which no Python here has: ${d.tried.map(({ python, detail }) => `${python} (${printable(detail)})`).join(', ')}. ` +
    `Install it: pip install ${LAKE_LIBRARIES[d.format].packages}, or in a stack's project: uv add --project FOLDER ${LAKE_LIBRARIES[d.format].packages}.`,
  sourceUnreadable: (d: { path: string; detail: string }) =>
    `${d.path} cannot be read: ${d.detail}. Write the file again, or leave it out.`,
  csvUnreadable: (d: { path: string; detail: string }) => {
    const [key, value] = /unicode|UTF/.test(d.detail) ? ['encoding', 'latin-1'] : ['delimiter', '";"']
    return `${d.path} cannot be read as CSV: ${d.detail}. If the file is correct, declare its dialect (${CSV_KEYS}). ${inCsv(`{ ${key}: ${value} }`, `${key}=${value}`)}`
  },
  csvAmbiguous: (d: { path: string; how: string; key: string; values: string[] }) =>
    `${d.path} can be read in two ways: ${d.how}. ${inCsv(d.values.map((value) => `{ ${d.key}: ${value} }`).join(' or '), `${d.key}=${d.values[0]}`)}`,
  csvHeaderUnclear: (d: { path: string; why: string }) =>
    `The first row of ${d.path} may be data: ${d.why}. ${inCsv('{ header: true } or { header: false, columns: [...] }', 'header=true')}`,
  csvFirstRowsDiffer: (d: { path: string; difference: string }) =>
    `The files of ${d.path} are not one table: ${d.difference}. Write them with one schema. If their first rows are data, declare that. ${inCsv('{ header: false }', 'header=false')}`,
  csvColumnsDiffer: (d: { path: string; columns: number; found: number }) =>
    `${d.path} has ${counted(d.found, 'value')} in its first row, but columns: declares ${d.columns}. Fix columns: or the delimiter.`,
  sourceSchemasDiffer: (d: { path: string; difference: string }) =>
    `The files of ${d.path} are not one table: ${d.difference}. Write them with one schema, or name the files of one schema with a glob.`,
  sourceColumnsClash: (d: { path: string; names: [string, string] }) =>
    (d.names[0] === d.names[1]
      ? `${d.path} has column '${d.names[0]}' twice.`
      : `${d.path} has columns '${d.names[0]}' and '${d.names[1]}', which differ only by case.`) +
    ' Rename one.',
  columnCut: (d: { column: string; what: string }) =>
    `Column '${d.column}' has ${d.what}, so different values would get the same fingerprint. ` +
    `Write it in a type that keeps them whole, or leave it out: --ignore ${d.column}.`,
  sourceNumberRounded: (d: { path: string; column: string }) =>
    `Column '${d.column}' of ${d.path} mixes kinds of values, and has numbers with more digits than a double keeps. ` +
    `Write its numbers as text, or the table as Parquet.`,
  sourceKeysDiffer: (d: {
    path: string
    a: { path: string; keys: string[] }
    b: { path: string; keys: string[] }
  }) =>
    `The files of ${d.path} have different Hive partition columns: ${d.a.path} has ${d.a.keys.join(', ') || 'none'}, ` +
    `${d.b.path} has ${d.b.keys.join(', ') || 'none'}. Name the files of one layout with a glob.`,
  sourceLayoutMixed: (d: { path: string; key: string }) =>
    `${d.path} has folders of tables next to the Hive partition folder ${d.key}. Name the folder of one table.`,
  sourceTableTwice: (d: { path: string; table: string; places: [string, string] }) =>
    `${d.path} has table '${d.table}' twice: ${d.places.join(' and ')}. Remove one of them, or name only one.`,
  /** `isMisfit`: by its declaration, which may be what is wrong. */
  tableUnreadable: (d: { table: string; problem: string; isMisfit?: true }) =>
    `table '${d.table}' ${d.problem}`,
  tablesMisfit: (d: { job: string; path: string; problem: string }) =>
    `Nothing was compared, because no engine of job '${d.job}' wrote what ${d.path} declares: ${d.problem}. Fix jobs.${d.job}.tables in ${d.path}.`,
  sourceKindsDiffer: (d: { path: string; tables: string[]; other: string; example: string }) =>
    `${d.path} is a folder of tables (${d.tables.join(', ')}), but ${d.other} is one table. ` +
    `Name one table on each side, such as ${d.example}, or a folder of tables on each.`,
  databaseUnreadable: (d: { path: string; detail: string }) =>
    `${d.path} cannot be opened as a DuckDB database: ${d.detail}. Close the program that writes to it, or export its tables as Parquet.`,
  databaseTableMissing: (d: { path: string; table: string; found: string[] }) =>
    `${d.path} has no table '${d.table}' (it has ${d.found.join(', ') || 'none'}). Name one of its tables.`,
  databaseEmpty: (d: { path: string }) => `${d.path} has no tables. Name a database that has some.`,
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
      ? `${d.options.join(' and ')}: there is no key. Name its columns: --key id.`
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
    `export writes Parquet, and ${d.path} does not end with .parquet. Use ${d.fix}.`,
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
