import { describe, expect, it } from 'vitest'
import { simulatedReport } from '../../../tests/simulated-report.ts'
import { candidate, SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import type { JobRow } from '../model/overview.ts'
import { forestRows } from './forest-rows.ts'

const BASE = SCENARIOS['clear-win'] as Scenario
const [job] = simulatedReport([
  {
    ...BASE,
    candidates: [
      candidate({ name: 'slower', ratio: 1.8 }),
      candidate({ name: 'quick', ratio: 0.3 }),
      candidate({ name: 'quicker', ratio: 0.2 }),
    ],
  },
]).report.overview.jobs
if (!job) throw new Error('no job')
const copies = (count: number): JobRow[] =>
  Array.from({ length: count }, (_, index) => ({ ...job, name: `job ${index}`, slug: `job-${index}` }))

const namesOf = (jobs: readonly JobRow[], at: number) =>
  forestRows(jobs).drawn[at]?.rows.map(({ engine }) => engine.name)

describe('the rows of the first page', () => {
  it('are those of all candidates, in their order, where there is room', () => {
    expect(forestRows(copies(20))).toMatchObject({ linked: [], left: 0 })
    expect(namesOf(copies(20), 19)).toEqual(['quicker', 'quick', 'slower'])
  })

  it('of many jobs have the best candidate of each before any second one', () => {
    const jobs = copies(40)
    expect(forestRows(jobs).drawn).toHaveLength(40)
    expect(namesOf(jobs, 0)).toEqual(['quicker', 'quick'])
    expect(namesOf(jobs, 39)).toEqual(['quicker'])
  })

  it('of many jobs have the candidate that has to be fixed before one that only waits', () => {
    const days = { from: '2026-11-20', days: 9 }
    const [waiting] = simulatedReport([
      {
        ...BASE,
        ...days,
        candidates: [candidate({ name: 'quick', ratio: 0.3 }), candidate({ name: 'broken', differs: [9] })],
      },
    ]).report.overview.jobs
    if (!waiting) throw new Error('no job')
    const jobs = Array.from({ length: 60 }, (_, index) => ({ ...waiting, name: `job ${index}` }))
    expect(waiting.candidates.map(({ engine }) => engine.name)).toEqual(['quick', 'broken'])
    expect(namesOf(jobs, 0)).toEqual(['broken'])
  })

  it('leave links to the jobs that have no room', () => {
    const { drawn, linked, left } = forestRows(copies(300))
    expect([drawn.length, linked[0]?.name, left]).toEqual([60, 'job 60', 90])
  })

  it('have a place for a job without any candidate', () => {
    const [alone] = forestRows([{ ...job, candidates: [] }]).drawn
    expect(alone?.rows).toEqual([])
  })
})
