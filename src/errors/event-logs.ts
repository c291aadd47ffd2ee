import { didYouMean } from '../text/nearest.ts'
import { printable } from '../text/text.ts'

const copyFromAzure = () =>
  "azcopy copy 'https://ACCOUNT.blob.core.windows.net/CONTAINER/PATH' logs --recursive"

/** By an address's scheme, what copies all below it to a folder. */
const COPY: Record<string, (path: string) => string> = {
  gs: (path) => `gcloud storage cp --recursive '${path}' logs`,
  hdfs: (path) => `hdfs dfs -get '${path}' logs`,
  dbfs: (path) => `databricks fs cp --recursive '${path}' logs`,
  ...{ abfs: copyFromAzure, abfss: copyFromAzure, wasb: copyFromAzure, wasbs: copyFromAzure },
}

function copyCommand(path: string): string {
  const [scheme = ''] = path.split(':')
  return COPY[scheme.toLowerCase()]?.(path) ?? 'with the tool of where they are'
}

/** Mistakes about Spark's event logs. */
export const EVENT_LOG_MESSAGES = {
  eventLogMissing: (d: { path: string }) =>
    `${printable(d.path)} was not found, or is an empty folder. Name event logs of Spark, or folders that hold some: what spark.eventLog.dir of the cluster is set to.`,
  eventLogRemote: (d: { path: string }) =>
    `${printable(d.path)} is neither on this machine nor in S3. Copy the logs to a folder first (${copyCommand(printable(d.path))}), and name that folder.`,
  eventLogsNone: (d: { paths: string[] }) =>
    `No event log of Spark was found in ${d.paths.map(printable).join(', ')}. Name what spark.eventLog.dir of the cluster is set to.`,
  eventLogsUnusable: (d: { logs: string[] }) =>
    `Only whole runs of one program can be recorded:\n${d.logs.map((line) => `  ${line}`).join('\n')}\nName logs of applications that have ended, or a folder that holds some. With Spark Connect, start a server for each run of a job.`,
  applicationsSeveral: (d: { path: string; found: string[] }) =>
    `${printable(d.path)} has logs of ${d.found.length} applications: ${d.found.map(printable).join(', ')}. Choose one with --application.`,
  applicationUnknown: (d: { path: string; application: string; found: string[] }) =>
    `${printable(d.path)} has no whole run of application '${printable(d.application)}'${didYouMean(d.application, d.found)}. Found: ${d.found.map(printable).join(', ') || 'none'}.`,
  eventLogRecorded: (d: { path: string; job: string; engine: string; partition: string }) =>
    `This run of Spark is in the ledger already, as job '${d.job}', engine '${d.engine}', partition '${printable(d.partition)}': ${printable(d.path)}. Remove that record first if it is wrong.`,
  qualifiedJobUnknown: (d: { job: string; found: string[] }) =>
    `--job '${printable(d.job)}' is not a job of these logs${didYouMean(d.job, d.found)}. Found: ${d.found.map(printable).join(', ') || 'none'}.`,
  targetInvalid: (d: { text: string }) =>
    `--target '${printable(d.text)}' is not a machine. Give cores and memory: --target 8cpu,32GB.`,
  corePriceUnknown: (d: { name: string; known: string[] }) =>
    `--core-price '${printable(d.name)}' is neither an amount nor a price of a core${didYouMean(d.name, d.known)}. Give what a core costs an hour, such as 0.05, or one of: ${d.known.join(', ')}.`,
  corePriceSurcharge: (d: { name: string; known: string[] }) =>
    `--core-price '${printable(d.name)}' is a surcharge on a machine, which is billed too. Give what a core of both costs an hour, such as 0.05, or one of: ${d.known.join(', ')}.`,
}
