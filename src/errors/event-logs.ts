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
  targetInvalid: (d: { text: string }) =>
    `--target '${printable(d.text)}' is not a machine. Give cores and memory: --target 8cpu,32GB.`,
  corePriceUnknown: (d: { name: string; known: string[] }) =>
    `--core-price '${printable(d.name)}' is neither an amount nor a price of a core${didYouMean(d.name, d.known)}. Give what a core costs an hour, such as 0.05, or one of: ${d.known.join(', ')}.`,
}
