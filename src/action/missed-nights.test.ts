import { describe, expect, it } from 'vitest'
import { startGitHub } from '../../tests/action/github.ts'
import { scenario } from '../../tests/simulated-verdicts.ts'
import { simulateRecords } from '../simulate/records.ts'
import { missedNights } from './missed-nights.ts'
import { StepLog } from './step-log.ts'

const TODAY = new Date('2026-11-10T03:20:00Z')
const MISSED = ['2026-11-05', '2026-11-06', '2026-11-07', '2026-11-08']
/** A night each from 2026-11-01, but for those that were missed. */
const records = simulateRecords(scenario({ days: 9 }), 'x')
  .map((record) => ({ ...record, event: 'schedule' as const }))
  .filter(({ when }) => !MISSED.includes(when.slice(0, 10)))

async function notesOf(
  change: (github: Awaited<ReturnType<typeof startGitHub>>) => void,
  event = 'schedule',
) {
  await using github = await startGitHub()
  change(github)
  const printed: string[] = []
  const env = {
    ...{ GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'acme/jobs', GITHUB_EVENT_NAME: event },
    GITHUB_WORKFLOW_REF: 'acme/jobs/.github/workflows/nightly.yml@refs/heads/main',
  }
  const log = new StepLog({ write: (text: string) => printed.push(text) > 0 })
  const notes = await missedNights(records, { env, token: 'x', log, now: () => TODAY })
  return { notes, printed: printed.join(''), requests: github.requests }
}

describe('a night without a record', () => {
  it('is one of no run, of a run that failed, or of one that was not allowed', async () => {
    const { notes, requests } = await notesOf(({ runs }) =>
      runs.push(
        { number: 41, day: '2026-11-05', conclusion: 'failure' },
        { number: 42, day: '2026-11-06', conclusion: 'action_required' },
        { number: 43, day: '2026-11-08', conclusion: 'cancelled' },
      ),
    )
    expect(notes).toEqual([
      'Nights without a record: 5 Nov: run 41 failed; 6 Nov: run 42 was not allowed to run; 7 Nov: no run; 8 Nov: run 43 was cancelled.',
    ])
    expect(requests).toEqual(['GET /repos/acme/jobs/actions/workflows/nightly.yml/runs'])
  })

  it('is named without a cause where the token may not ask, with the lines that allow it', async () => {
    const { notes, printed } = await notesOf((github) => {
      github.refusal = { status: 403, message: 'Resource not accessible by integration', methods: 'all' }
    })
    expect(notes).toEqual(['Nights without a record: 5 Nov; 6 Nov; 7 Nov; 8 Nov.'])
    expect(printed).toMatch(/^::notice .*permissions:%0A {4}actions: read/)
  })

  it('is not looked for by other events', async () => {
    expect(await notesOf(() => {}, 'pull_request')).toMatchObject({ notes: [], requests: [] })
  })
})
