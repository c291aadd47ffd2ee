import { basename } from 'node:path'
import { formatOf, unreadFormat } from '../tables/readers/names.ts'

/** What holds rows besides the formats that tables know. */
const ROWS = /\.(?:psv|arrows|ipc|duckdb|ddb|db|sqlite3?|xls|dat|log|gz|lzo|zst|zstd)$/i
/** What Spark unpacks before a job starts is its environment, not its data. */
const PACKED = /\.(?:tgz|tar\.(?:gz|bz2|xz|zst))$/i
const SCRIPT =
  /\.(?:py|pyz|sql|hql|sh|bash|zsh|ksh|r|scala|sc|java|jar|kts?|groovy|whl|egg|zip|js|mjs|ts|jl|pl|rb|ipynb)$/i
const PYTHON = /^(?:python|pypy)[\d.]*$/
const TOOL =
  /^(?:spark-(?:submit|sql|shell|class)|pyspark|java|scala|node|deno|bun|npx|Rscript|R|perl|ruby|php|julia|dotnet|sh|bash|dash|zsh|ksh|ash|env|nice|ionice|time|timeout|nohup|setsid|sudo|taskset|uv|uvx|poetry|pipenv|hatch|conda|mamba|micromamba|make|docker|podman|kubectl|ssh|aws|gcloud|az)$/

/** Whether a file holds rows, or a log, by its name: it may be another every day, and is no code. */
export const isData = (path: string): boolean =>
  (ROWS.test(path) || (formatOf(path) ?? unreadFormat(path)) !== undefined) &&
  !isSettings(path) &&
  !PACKED.test(path)

/** Whether a file may hold no more than settings, by its name: what reads them is code elsewhere. */
export const isSettings = (path: string): boolean =>
  /\.(?:ya?ml|json|toml|ini|cfg|conf|properties|env|xml|txt)$/i.test(path)

/** Whether a file is a program or a part of one, by its name. */
export const isScript = (path: string): boolean => SCRIPT.test(path)

/** Whether Python can find modules in a file. */
export const isArchive = (path: string): boolean => /\.(?:zip|egg|whl|pyz)$/i.test(path)

export const isPython = (program: string): boolean => PYTHON.test(basename(program))

/** Whether a program is an interpreter, a launcher or a part of the system, wherever it is installed. */
export const isTool = (path: string): boolean =>
  isPython(path) || TOOL.test(basename(path)) || /^\/(?:usr\/)?s?bin\//.test(path)
