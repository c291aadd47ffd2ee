import type { Qualification } from '../../qualify/result.ts'
import { findingText } from './findings.ts'
import { logReason } from './reasons.ts'

/** Of the shape of the JSON: it grows when a field changes its meaning or goes. */
const VERSION = 2

/** The same as data, with the words of each finding and of each log's status. */
export const qualifyJson = ({ jobs, logs, ...rest }: Qualification) => ({
  version: VERSION,
  ...rest,
  jobs: jobs.map((job) => ({
    ...job,
    findings: job.findings.map((finding) => ({ ...finding, words: findingText(finding) })),
  })),
  logs: logs.map((log) => ({ ...log, reason: logReason(log) ?? null })),
})
