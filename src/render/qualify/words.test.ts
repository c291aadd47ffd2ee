import { expect, it } from 'vitest'
import { CORE_AND_MEMORY, GIVEN_PRICE, run } from '../../../tests/qualified-run.ts'
import { type Qualified, qualify } from '../../qualify/qualify.ts'
import type { Run } from '../../qualify/run.ts'
import { jobFacts } from './page/facts.ts'
import { basisText, jobTitle, pageHeadline } from './page/headline.ts'
import { qualifyFigures } from './page/key-figures.ts'
import { entriesMet, portsOfJob } from './page/ports.ts'
import { qualifyText } from './text.ts'

const target = { cores: 8, memoryBytes: 32e9 }
const price = CORE_AND_MEMORY
const night = (changes: Partial<Run>, nights: number): Run[] =>
  Array.from({ length: nights }, (_, index) =>
    run({
      startedAt: `2026-11-${String(index + 10)}T02:00:00.000Z`,
      fileBytes: 4e9 * 1.02 ** index,
      ...changes,
    }),
  )

const RUNS = [
  ...night({ name: 'daily_sales' }, 8),
  ...night(
    {
      name: 'click\u001bstream',
      nodes: {
        portable: ['Project'],
        work: ['MapInPandas'],
        blocking: ['StateStoreSave'],
        unknown: ['MagicScan'],
      },
      isStreaming: true,
      rddShare: 0.3,
      coreHours: 12,
    },
    1,
  ),
  ...night(
    {
      name: 'features',
      replaySeconds: 1500,
      fileBytes: { value: null, reason: 'scans-without-size' },
      isFailed: true,
    },
    2,
  ),
]
const LOGS = [
  { path: 'logs/a', status: 'read' as const, gaps: [], bytes: 1, uncompressedBytes: 10 },
  {
    path: 'logs/b',
    status: 'partly' as const,
    gaps: [{ kind: 'pieces-missing' as const, count: 2 }, { kind: 'no-end' as const }],
    bytes: 1,
    uncompressedBytes: 10,
  },
  {
    path: 'logs/c',
    status: 'skipped' as const,
    gaps: [],
    skipped: { kind: 'duplicate' as const, of: 'logs/a' },
    bytes: 1,
    uncompressedBytes: 10,
  },
]
const result = { target, price, jobs: qualify(RUNS, target, price), logs: LOGS, logsFromCache: 2 }

it('the words of qualify', () =>
  expect(qualifyText(result, [], Number.POSITIVE_INFINITY)).toMatchFileSnapshot('words.snap.txt'))

it('of a price that the user gave, nobody knows more', () =>
  expect(qualifyText({ ...result, price: GIVEN_PRICE }, [], 120)).toContain(
    '--core-price: 0.05 USD per core and hour; no date; no source',
  ))

it('the words of its page', () => {
  const facts = (job: Qualified) => [
    jobTitle(job),
    ...jobFacts(job, result).map(({ term, text }) => `${term}: ${text}`),
    ...portsOfJob(job).map(({ term, groups }) =>
      [term, ...groups.map(({ title, ids }) => `${title}: ${ids.join(', ')}`)].join('; '),
    ),
  ]
  const one = (name: string) => ({ ...result, jobs: result.jobs.filter((job) => job.name === name) })
  const headlines = ['daily_sales', 'features', 'none'].map((name) => pageHeadline(one(name)))
  const unlikely = { ...result, jobs: result.jobs.filter(({ outlook }) => outlook !== 'likely') }
  const lines = [
    ...[
      pageHeadline(result),
      ...headlines,
      pageHeadline(unlikely),
      basisText(result),
      basisText(one('none')),
    ],
    ...[result, { ...result, price: null }].flatMap((each) =>
      qualifyFigures(each).map(({ term, value, detail }) => `${term}: ${value} (${detail})`),
    ),
    ...result.jobs.flatMap(facts),
    ...entriesMet(result.jobs).map((entry) => JSON.stringify(entry, null, 2)),
  ]
  return expect(lines.join('\n')).toMatchFileSnapshot('page/words.snap.txt')
})

it('of many jobs, only those that are named are told in full', () => {
  const many = qualify(
    Array.from({ length: 9 }, (_, index) => run({ name: `job ${'abcdefghi'[index]}` })),
    target,
    null,
  )
  const told = (...named: string[]) => qualifyText({ ...result, jobs: many }, named, 120)
  expect(told()).not.toContain('· likely')
  expect(told('job b')).toContain('job b · likely')
})

it('what steers a terminal is no part of a name', () =>
  expect(qualifyText(result, [], 200)).not.toContain('\u001b'))
