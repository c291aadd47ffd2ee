import { didYouMean } from '../text/nearest.ts'
import { printable } from '../text/text.ts'

/** Mistakes about Spark's event logs. */
export const EVENT_LOG_MESSAGES = {
  eventLogMissing: (d: { path: string }) =>
    `${printable(d.path)} was not found, or is an empty folder. Name event logs of Spark, or folders that hold some: what spark.eventLog.dir of the cluster is set to.`,
  eventLogRemote: (d: { path: string }) =>
    `${printable(d.path)} is not on this machine. Copy the logs to a folder first, for example with aws s3 sync, and name that folder.`,
  eventLogsNone: (d: { paths: string[] }) =>
    `No event log of Spark was found in ${d.paths.map(printable).join(', ')}. Name what spark.eventLog.dir of the cluster is set to.`,
  eventLogsUnusable: (d: { logs: string[] }) =>
    `Only logs of whole runs can be recorded:\n${d.logs.map((line) => `  ${line}`).join('\n')}\nName logs of applications that have ended, or a folder that holds some.`,
  applicationsSeveral: (d: { path: string; found: string[] }) =>
    `${printable(d.path)} has logs of ${d.found.length} applications: ${d.found.map(printable).join(', ')}. Choose one with --application.`,
  applicationUnknown: (d: { path: string; application: string; found: string[] }) =>
    `${printable(d.path)} has no whole run of application '${printable(d.application)}'${didYouMean(d.application, d.found)}. Found: ${d.found.map(printable).join(', ') || 'none'}.`,
  eventLogRecorded: (d: { path: string; job: string; engine: string; partition: string }) =>
    `This run of Spark is in the ledger already, as job '${d.job}', engine '${d.engine}', partition '${printable(d.partition)}': ${printable(d.path)}. Remove that record first if it is wrong.`,
  targetInvalid: (d: { text: string }) =>
    `--target '${printable(d.text)}' is not a machine. Give cores and memory: --target 8cpu,32GB.`,
  corePriceUnknown: (d: { name: string; known: string[] }) =>
    `--core-price '${printable(d.name)}' is neither an amount nor a price of a core${didYouMean(d.name, d.known)}. Give what a core costs an hour, such as 0.05, or one of: ${d.known.join(', ')}.`,
}
