import type { Context } from '../context.ts'
import { UserError } from '../errors.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { dayAfter, daysBetween, utcDayOf } from '../model/units/day.ts'
import { spokenDays } from '../render/site/dates.ts'
import { usualStep } from '../report/pace.ts'
import { asked, openGitHub, PAGE } from './github.ts'
import type { StepLog } from './step-log.ts'

const MOST_DAYS = 14

/** A run of the workflow by its schedule. */
interface NightRun {
  day: string
  /** GitHub's word; null while it goes on. */
  conclusion: string | null
  number: number
}

/** Why a night has no record, by the end of its run; of any other end, it failed. */
const ENDS: Record<string, string> = {
  success: 'kept no record',
  cancelled: 'was cancelled',
  skipped: 'was skipped',
  action_required: 'was not allowed to run',
  startup_failure: 'was not allowed to run, or its workflow file was not valid',
}

/**
 * Days of the last two weeks without a record of a scheduled run, where there is one on most days.
 *
 * @param today UTC day, which is not over
 */
function daysWithoutRecord(records: readonly RunRecord[], today: string): string[] {
  const days = records.filter(({ event }) => event === 'schedule').map(({ when }) => when.slice(0, 10))
  const [first] = days.toSorted()
  if (first === undefined || usualStep(days) > 1) return []
  const span = Math.min(daysBetween(first, today), MOST_DAYS)
  const all = Array.from({ length: span }, (_, index) => dayAfter(today, index - span))
  return all.filter((day) => !days.includes(day))
}

interface Around {
  env: NodeJS.ProcessEnv
  token: string
  log: StepLog
  now: Context['now']
}

/**
 * The nights of this workflow's schedule that left no record, in a sentence; none where there are none. Without the permission
 * to ask GitHub they are named without what became of them.
 */
export async function missedNights(records: readonly RunRecord[], around: Around): Promise<string[]> {
  const today = utcDayOf(around.now())
  const [since, ...others] =
    around.env.GITHUB_EVENT_NAME === 'schedule' ? daysWithoutRecord(records, today) : []
  if (since === undefined) return []
  const ends = await scheduledRuns(around, since).then(
    (runs) => (day: string) => `${day}: ${endOf(runs.find((run) => run.day === day))}`,
    (error: unknown) => {
      if (!(error instanceof UserError)) throw error
      around.log.annotate('notice', error.message)
      return (day: string) => day
    },
  )
  return [spokenDays(`Nights without a record: ${[since, ...others].map(ends).join('; ')}.`, today)]
}

function endOf(run: NightRun | undefined): string {
  if (run === undefined) return 'no run'
  const { number, conclusion } = run
  return `run ${number} ${conclusion === null ? 'has not ended' : (ENDS[conclusion] ?? 'failed')}`
}

/** The runs of this workflow by its schedule since a day. @throws UserError `githubRefused` */
async function scheduledRuns({ env, token }: Around, since: string): Promise<NightRun[]> {
  const { octokit, repository } = openGitHub(env, token)
  const [, file = ''] = /\/([^/@]+)@/.exec(env.GITHUB_WORKFLOW_REF ?? '') ?? []
  const listed = octokit.request('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', {
    ...repository,
    workflow_id: file,
    event: 'schedule',
    created: `>=${since}`,
    per_page: PAGE,
  })
  const { data } = await asked(listed, 'list the runs of this workflow', 'actions: read')
  return data.workflow_runs.map(({ created_at, conclusion, run_number }) => ({
    day: created_at.slice(0, 10),
    conclusion,
    number: run_number,
  }))
}
