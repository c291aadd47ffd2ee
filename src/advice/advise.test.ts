import { describe, expect, it } from 'vitest'
import { adviceContext, platform, side } from '../../tests/advice-context.ts'
import { type Advice, advise } from './advise.ts'
import type { AdviceContext, Side } from './context.ts'
import { PLATFORM_KINDS } from './platform-kinds.ts'

const GB = 1e9
const price = {
  ...{ name: 'node', perHour: 3.6, currency: 'USD', incrementSeconds: 1, minimumSeconds: 60 },
  ...{ source: 'a price list', asOf: '2025-11-20' },
}
const kind = (name: string) => PLATFORM_KINDS.find((each) => each.name === name) ?? null
const weighed = (context: Partial<AdviceContext>, name: Advice['factors'][number]['name']) => {
  const factor = advise(adviceContext(context)).factors.find((each) => each.name === name)
  if (!factor) throw new Error(`no factor ${name}`)
  return factor
}

describe('data volume', () => {
  it.each([
    ['twice the input just fits into memory', 8, 16, 'candidate', false],
    ['the input fits, but not twice', 8.1, 16, 'unknown', false],
    ['the input is ten times the memory', 160, 16, 'unknown', false],
    ['it is more than ten times the memory', 161, 16, 'baseline', true],
  ])('%s: it favours what it may', (_what, volume, memory, favours, decides) =>
    expect(weighed({ volumeBytes: volume * GB, memoryBytes: memory * GB }, 'data volume')).toMatchObject({
      favours,
      decides,
      facts: { times: volume / memory },
    }),
  )

  it('is unknown without a volume, and without a memory', () => {
    expect(weighed({ memoryBytes: GB }, 'data volume').favours).toBe('unknown')
    expect(weighed({ volumeBytes: GB }, 'data volume').favours).toBe('unknown')
  })

  it('goes by the largest node that is declared, before the limits of the comparison', () => {
    const candidates: AdviceContext['candidates'] = [
      side('polars', { platform: platform({ memoryBytes: 4 * GB }) }),
      side('duckdb', { platform: platform({ memoryBytes: 32 * GB }) }),
    ]
    expect(weighed({ candidates, memoryBytes: GB, volumeBytes: GB }, 'data volume').facts).toMatchObject({
      memoryBytes: 32 * GB,
    })
  })

  it.each([
    // 4 GB grow to 8 GB, the half of 16 GB, in ln 2 / ln 1.5 years.
    [0.5, 1.71],
    [0, null],
    [-0.2, null],
  ])('at a growth of %d lasts %s years', (growth, years) => {
    const { facts, favours } = weighed({ volumeBytes: 4 * GB, memoryBytes: 16 * GB, growth }, 'data volume')
    const { yearsLeft } = facts as { yearsLeft: number | null }
    expect(yearsLeft === null ? null : Number(yearsLeft.toFixed(2))).toBe(years)
    expect(favours).toBe('candidate')
  })

  it('is no reason to move where it fits for less than a year', () =>
    expect(weighed({ volumeBytes: 4 * GB, memoryBytes: 16 * GB, growth: 1.1 }, 'data volume').favours).toBe(
      'unknown',
    ))
})

describe('processing frequency', () => {
  const cluster = (startupSeconds: number, changes = {}) =>
    side('spark', { platform: platform({ startupSeconds, idleSeconds: 60, ...changes }) })

  it('favours the candidate where the baseline’s cluster has to start for each run', () =>
    expect(weighed({ runsPerDay: 24, baseline: cluster(480) }, 'processing frequency')).toMatchObject({
      favours: 'candidate',
      facts: { overhead: { baseline: { lower: 540, upper: 540, by: 'declared' }, candidate: null } },
    }))

  it('takes what is published of a platform where nothing is declared, and says so', () =>
    expect(
      weighed({ runsPerDay: 1, baseline: side('spark', { kind: kind('emr') }) }, 'processing frequency'),
    ).toMatchObject({
      favours: 'candidate',
      facts: { overhead: { baseline: { lower: 480, upper: 900, by: 'published' } } },
    }))

  it('favours the baseline where the candidate’s platform starts more slowly', () =>
    expect(
      weighed(
        {
          runsPerDay: 1,
          baseline: cluster(10),
          candidates: [side('polars', { platform: platform({ startupSeconds: 300 }) })],
        },
        'processing frequency',
      ).favours,
    ).toBe('baseline'))

  it.each([
    ['work alone is judged', { judged: 'work' as const, baseline: cluster(480) }],
    ['the cluster is shared', { baseline: side('spark', { kind: kind('shared') }) }],
  ])('favours neither where %s: no start-up is saved', (_why, context) =>
    expect(weighed({ runsPerDay: 24, ...context }, 'processing frequency').favours).toBe('neither'),
  )

  it.each([
    ['how often it runs', { baseline: cluster(480) }],
    ['any start-up', { runsPerDay: 24 }],
  ])('is unknown without %s', (_what, context) =>
    expect(weighed(context, 'processing frequency').favours).toBe('unknown'),
  )

  it('counts what a year costs before any work, by hand', () => {
    // 2 nodes × (480 + 60 + 1) s × 3.60 USD an hour = 1.082 USD a run: its first second is billed. The candidate's minimum of 60 s is 0.06 USD.
    const candidates: AdviceContext['candidates'] = [
      side('polars', { platform: platform({ prices: [price] }) }),
    ]
    const { facts } = weighed(
      { runsPerDay: 2, baseline: cluster(480, { prices: [price], nodes: 2 }), candidates },
      'processing frequency',
    )
    const { floorAYear } = facts as Extract<typeof facts, { floorAYear: unknown }>
    expect(floorAYear?.baseline).toBeCloseTo(2 * 365 * 1.082, 9)
    expect(floorAYear?.candidate).toBeCloseTo(2 * 365 * 0.06, 9)
    expect(floorAYear?.prices).toMatchObject([
      { side: 'baseline', name: 'node', isOld: true, source: 'a price list' },
      { side: 'candidate', name: 'node', isOld: true },
    ])
  })
})

describe('infrastructure', () => {
  it.each([
    [3, 1, 'candidate'],
    [1, 1, 'neither'],
    [1, 2, 'baseline'],
  ])('of %d nodes against %d', (ofBaseline, ofCandidate, favours) =>
    expect(
      weighed(
        {
          baseline: side('spark', { platform: platform({ nodes: ofBaseline }) }),
          candidates: [side('polars', { platform: platform({ nodes: ofCandidate }) })],
        },
        'infrastructure',
      ).favours,
    ).toBe(favours),
  )

  it('says of which side one node is only assumed', () =>
    expect(
      weighed({ baseline: side('spark', { platform: platform({ nodes: 3 }) }) }, 'infrastructure').facts,
    ).toMatchObject({
      nodes: { baseline: { count: 3, isAssumed: false }, candidate: { count: 1, isAssumed: true } },
    }))

  it('is unknown where nobody says how many nodes there are', () =>
    expect(weighed({}, 'infrastructure').favours).toBe('unknown'))
})

describe('team expertise', () => {
  it.each([
    ['two people', null, 'baseline'],
    [null, 'everybody writes SQL', 'candidate'],
    ['two people', 'everybody', 'neither'],
    ['two people', 'None', 'baseline'],
    [null, null, 'unknown'],
  ])('spark: %s, polars: %s', (ofBaseline, ofCandidate, favours) =>
    expect(
      weighed(
        {
          baseline: side('spark', { skill: ofBaseline }),
          candidates: [side('polars', { skill: ofCandidate })],
        },
        'team expertise',
      ).favours,
    ).toBe(favours),
  )
})

describe('performance requirements', () => {
  const slow = side('spark', { platform: platform({ startupSeconds: 480 }) })
  const asPublished = side('spark', { kind: kind('emr') })
  const starting = (startupSeconds: number) =>
    [side('polars', { platform: platform({ startupSeconds }) })] as AdviceContext['candidates']

  it('decide where the baseline’s start-up takes the whole limit', () => {
    expect(weighed({ limitSeconds: 480, baseline: slow }, 'performance requirements')).toMatchObject({
      favours: 'candidate',
      decides: true,
    })
    expect(weighed({ limitSeconds: 481, baseline: slow }, 'performance requirements').favours).toBe('unknown')
  })

  it('only lean where that start-up was published, and not declared', () => {
    const weighedAt = (baseline: Side) => weighed({ limitSeconds: 480, baseline }, 'performance requirements')
    expect(weighedAt(asPublished)).toMatchObject({ favours: 'candidate', decides: false })
    const warm = { ...asPublished, platform: platform({ startupSeconds: 0, isStartupDeclared: true }) }
    expect(weighedAt(warm)).toMatchObject({ favours: 'unknown', decides: false })
  })

  it('are as strict with the candidate’s start-up', () => {
    const weighedWith = (baseline: Side, startupSeconds: number) =>
      weighed(
        { limitSeconds: 480, baseline, candidates: starting(startupSeconds) },
        'performance requirements',
      )
    expect(weighedWith(slow, 1800)).toMatchObject({ favours: 'unknown', decides: false })
    expect(weighedWith(side('spark'), 1800)).toMatchObject({ favours: 'baseline', decides: true })
  })

  it('leave start-up out where work alone is judged', () =>
    expect(
      weighed({ limitSeconds: 60, baseline: slow, judged: 'work' }, 'performance requirements').favours,
    ).toBe('unknown'))

  it('say how fast one node has to be', () =>
    expect(
      weighed({ limitSeconds: 100, volumeBytes: 40 * GB }, 'performance requirements').facts,
    ).toMatchObject({ bytesPerSecond: 4e8 }))
})

describe('advice', () => {
  it('of nothing is open, and says that the volume would say most', () =>
    expect(advise(adviceContext())).toMatchObject({
      leans: 'open',
      weightiest: { name: 'data volume', because: 'missing' },
    }))

  it('follows the factor that decides, however many others lean the other way', () => {
    const advice = advise(
      adviceContext({
        volumeBytes: 500 * GB,
        memoryBytes: 16 * GB,
        runsPerDay: 24,
        baseline: side('spark', { kind: kind('emr'), platform: platform({ nodes: 3 }) }),
        candidates: [side('polars', { skill: 'everybody' })],
      }),
    )
    expect(advice).toMatchObject({
      leans: 'baseline',
      weightiest: { name: 'data volume', because: 'decides' },
    })
  })

  it('is open where the input does not fit into memory, whatever else speaks for one node', () => {
    const context = {
      ...{ volumeBytes: 20 * GB, runsPerDay: 24 },
      baseline: side('spark', { kind: kind('emr'), platform: platform({ nodes: 3 }) }),
    }
    expect(advise(adviceContext({ ...context, memoryBytes: 16 * GB }))).toMatchObject({
      leans: 'open',
      weightiest: { name: 'data volume', because: 'caps' },
    })
    expect(advise(adviceContext({ ...context, memoryBytes: 20 * GB })).leans).toBe('candidate')
    // What rules the baseline out is no leaning.
    const slow = side('spark', { platform: platform({ nodes: 3, startupSeconds: 300 }) })
    const ruledOut = adviceContext({ ...context, memoryBytes: 16 * GB, limitSeconds: 300, baseline: slow })
    expect(advise(ruledOut)).toMatchObject({ leans: 'candidate', weightiest: { because: 'decides' } })
  })

  it('is open where two factors decide against each other, and says so', () =>
    expect(
      advise(
        adviceContext({
          volumeBytes: 500 * GB,
          memoryBytes: 16 * GB,
          limitSeconds: 300,
          baseline: side('spark', { platform: platform({ startupSeconds: 300 }) }),
        }),
      ),
    ).toMatchObject({ leans: 'open', weightiest: { name: 'data volume', because: 'contradicted' } }))

  it('is open where as many factors favour either side', () =>
    expect(
      advise(
        adviceContext({
          baseline: side('spark', { skill: 'two people', platform: platform({ nodes: 3 }) }),
        }),
      ),
    ).toMatchObject({ leans: 'open', weightiest: { name: 'infrastructure', because: 'leans' } }))
})
