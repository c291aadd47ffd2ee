import { expect, it } from 'vitest'
import { adviceContext, platform, side } from '../../../tests/advice-context.ts'
import { newWords } from '../../../tests/new-words.ts'
import { advise } from '../../advice/advise.ts'
import type { AdviceContext } from '../../advice/context.ts'
import { PLATFORM_KINDS } from '../../advice/platform-kinds.ts'
import type { Measured } from '../../verdict/measured.ts'
import { coverageText } from './measured.ts'
import { measureFirst } from './next.ts'
import { adviceText, measuredText } from './text.ts'

const GB = 1e9
const emr = PLATFORM_KINDS.find(({ name }) => name === 'emr') ?? null
const shared = PLATFORM_KINDS.find(({ name }) => name === 'shared') ?? null
const price = {
  ...{ name: 'node', perHour: 3.6, currency: 'USD', incrementSeconds: 1, minimumSeconds: 60 },
  ...{ source: 'a price list', asOf: '2025-11-20' },
}
const cluster = platform({ nodes: 3, startupSeconds: 480, idleSeconds: 300, prices: [price] })
const job = { job: 'orders', input: 'path' as const }

const CONTEXTS: Record<string, Partial<AdviceContext>> = {
  'nothing declared': {},
  'an input that fits, and grows': { volumeBytes: 3 * GB, memoryBytes: 16 * GB, growth: 0.3 },
  'an input that fits, and shrinks': { volumeBytes: 3 * GB, memoryBytes: 16 * GB, growth: -0.1 },
  'a volume without memory': { volumeBytes: 3 * GB },
  'an input larger than memory': { ...job, volumeBytes: 40 * GB, memoryBytes: 16 * GB },
  'an input far larger than memory': {
    ...{ job: 'sessions', input: 'fixture' },
    volumeBytes: 900 * GB,
    memoryBytes: 16 * GB,
  },
  'a cluster that starts for each run': {
    ...{ ...job, runsPerDay: 24, baseline: side('spark', { platform: cluster }) },
    candidates: [
      side('polars', { platform: platform({ prices: [price], startupSeconds: 20 }) }),
      side('duckdb'),
    ],
  },
  'start-ups that no day has room for': {
    runsPerDay: 288,
    baseline: side('spark', { platform: cluster, skill: 'two people' }),
  },
  'a platform’s published start-up, and a limit within it': {
    ...{ runsPerDay: 1, limitSeconds: 300, volumeBytes: 9 * GB },
    baseline: side('spark', { kind: emr }),
  },
  'an input larger than memory, and a cluster that starts for each run': {
    ...{ volumeBytes: 40 * GB, memoryBytes: 16 * GB, runsPerDay: 24 },
    baseline: side('spark', { platform: cluster }),
  },
  'a shared cluster': { runsPerDay: 24, baseline: side('spark', { kind: shared }) },
  'a limit after the start-up': {
    limitSeconds: 3600,
    baseline: side('spark', { platform: cluster }),
  },
}

const textOf = (changes: Partial<AdviceContext>) => {
  const context = adviceContext(changes)
  const advice = advise(context)
  return adviceText([{ advice, steps: measureFirst(advice, context, {}, false) }], measuredText([], null, []))
}

const row: Measured = {
  ...{ job: 'orders', baseline: 'spark', candidate: 'polars', size: 'own', hostClass: 'AMD EPYC, 2 cores' },
  limits: { cpus: 2, memoryBytes: 4 * 2 ** 30 },
  deployments: {
    baseline: {
      kind: 'spark',
      software: 'Spark 3.5.7',
      place: { mode: 'cluster', executors: { least: 2, most: 4 } },
    },
    candidate: { kind: 'other', software: 'Polars 2.1.0', place: { mode: 'local' } },
  },
  inputBytes: 2 * GB,
  comparisons: 9,
  faster: { candidate: 7, baseline: 1 },
  ratio: 0.4,
  cheaper: { candidate: 8, baseline: 0 },
  failedAlone: { candidate: 1, baseline: 0 },
  compared: 8,
  same: 7,
}
const unseen: Measured = { ...row, compared: 0, same: 0, inputBytes: null, ratio: null, cheaper: null }

it('says what is declared, what follows, what is missing, and what to do', async () => {
  const texts = {
    ...Object.fromEntries(Object.entries(CONTEXTS).map(([what, changes]) => [what, textOf(changes)])),
    measured: measuredText([row, unseen], 'folder ledger', ['Of sales, nothing is measured.']),
  }
  await expect(newWords(texts)).toMatchFileSnapshot('words.snap.txt')
})

it('sends whoever has evidence to it, with the options that were given', () => {
  const context = adviceContext({ ...job, job: "o'rders" })
  const [step] = measureFirst(advise(context), context, { config: 'a b.yml', ledger: 'nightly' }, true)
  expect(step?.command).toBe(String.raw`etl-compare judge 'o'\''rders' --config 'a b.yml' --ledger nightly`)
})

it.each([
  ['another job', 'sales', null, [row], 'Of sales, nothing is measured.'],
  ['no bytes', 'orders', GB, [unseen], 'For orders, the size of the input is unknown.'],
  [
    'no volume',
    'orders',
    null,
    [row],
    'orders was measured up to 2 GB of input. Nothing is measured above that.',
  ],
  [
    'a volume far beyond',
    'orders',
    40 * GB,
    [row],
    'orders was measured up to 2 GB of input. At 40 GB, 20 times that, nothing is measured.',
  ],
  [
    'a volume far below',
    'orders',
    GB / 10,
    [row],
    'orders was measured from 2 GB of input. At 100 MB, nothing is measured.',
  ],
  ['a volume within', 'orders', 3 * GB, [row], null],
])('of %s says what is not measured', (_what, name, volume, rows, text) =>
  expect(coverageText(name, volume, rows)).toBe(text),
)
