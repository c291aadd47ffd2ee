import type { Report } from '../report/build/report.ts'
import { REPORT_VERSION } from '../report/model/shared.ts'
import { jsonText } from '../text/text.ts'

/** The report's model: the overview, a page a job, and all of its comparisons. */
export const reportJson = ({ overview, jobs }: Report): string =>
  jsonText(
    {
      version: REPORT_VERSION,
      overview,
      jobs: jobs.map(({ page, comparisons }) => ({
        ...page,
        comparisonPages: comparisons.map(({ toPage }) => toPage()),
      })),
    },
    1,
  )
