import { describe, expect, it } from 'vitest'
import { stepEnding } from './outcome.ts'
import { joinSamples, thinSamples } from './samples.ts'
import type { Sample, StepRun } from './step-run.ts'

const run = (facts: Partial<StepRun>): StepRun => ({
  notStarted: null,
  exitCode: 0,
  signal: null,
  stopped: false,
  oomKills: 0,
  leftoversEnded: 0,
  parts: [],
  samples: [],
  limitsEnforced: true,
  ...facts,
})
const limits = { memoryBytes: 3 * 2 ** 30, diskBytes: 2 ** 30, timeoutSeconds: 60 }

describe('how a step ended', () => {
  it.each<[string, Partial<StepRun>, string, RegExp | null]>([
    ['exit 0', {}, 'ok', null],
    ['another exit code', { exitCode: 3 }, 'failed', /exited with 3/],
    ['a driver that exits 1 because its JVM was killed', { exitCode: 1, oomKills: 1 }, 'oom', /3,072 MiB/],
    ['killed by the kernel', { exitCode: null, signal: 9, oomKills: 1 }, 'oom', /more than its/],
    ['killed by somebody', { exitCode: null, signal: 9 }, 'failed', /signal 9$/],
    [
      'killed where nothing counts',
      { exitCode: null, signal: 9, oomKills: null },
      'failed',
      /without a cgroup/,
    ],
    ['too much on disk', { stopped: true, isOverDisk: true }, 'disk-limit', /its 1,024 MiB of disk$/],
    ['too much on disk at its end', { isOverDisk: true }, 'disk-limit', /of disk$/],
    ['a worker killed, and retried with success', { exitCode: 0, oomKills: 1 }, 'ok', null],
    ['exit 0, with work still going on', { leftoversEnded: 2 }, 'failed', /left 2 processes running/],
    [
      'no such program',
      { notStarted: { fault: 'engine', detail: 'FileNotFoundError' } },
      'failed',
      /could not be started/,
    ],
    [
      'a daemon that is gone',
      { notStarted: { fault: 'machine', detail: 'ECONNREFUSED' } },
      'not-started',
      /could not be started/,
    ],
    ['stopped by the tool', { stopped: true, exitCode: 143 }, 'timeout', /longer than 60 s/],
  ])('%s', (_, facts, outcome, reason) => {
    const ending = stepEnding(run(facts), limits, [])
    expect(ending.outcome).toBe(outcome)
    if (reason) expect(ending.reason).toMatch(reason)
    else expect(ending.reason).toBeNull()
  })

  it('names a Java heap that was too small, which the kernel does not count', () => {
    const logEnd = 'py4j.protocol.Py4JJavaError: …\njava.lang.OutOfMemoryError: Java heap space\n\tat …'
    const ending = stepEnding(run({ exitCode: 1 }), limits, [], { logEnd })
    expect(ending.outcome).toBe('failed')
    expect(ending.reason).toContain('spark.driver.memory')
    expect(stepEnding(run({ exitCode: 1, oomKills: 1 }), limits, [], { logEnd }).outcome).toBe('oom')
    expect(stepEnding(run({}), limits, [], { logEnd }).reason).toBeNull()
  })

  it('is unsupported where it named a call that it lacks, unless it delivered all the same, or was killed', () => {
    const said = { unsupported: 'DataFrame.observe' }
    expect(stepEnding(run({ exitCode: 1 }), limits, [], said)).toEqual({
      outcome: 'unsupported',
      reason: 'DataFrame.observe',
    })
    expect(stepEnding(run({}), limits, [], said).outcome).toBe('ok')
    expect(stepEnding(run({ exitCode: 1, oomKills: 1 }), limits, [], said).outcome).toBe('oom')
    expect(stepEnding(run({ exitCode: null, signal: 15 }), limits, [], said).outcome).toBe('cancelled')
  })

  describe('that others ended is cancelled, with who it was and how long it had run:', () => {
    const parts = [{ name: 'process', scope: 'whole' as const, measures: { initMs: 1000, workMs: 61_000 } }]
    it.each<[string, Partial<StepRun>, string[], string]>([
      ['stopped by the tool', { stopped: true, signal: 15 }, ['SIGINT'], 'stopped by SIGINT after 62 s'],
      [
        'by a signal that was passed on to it',
        { exitCode: 143 },
        ['SIGINT', 'SIGTERM'],
        'stopped by SIGTERM after 62 s (exited with 143)',
      ],
      [
        'by a signal that somebody sent to it',
        { exitCode: null, signal: 15 },
        [],
        'stopped by SIGTERM after 62 s (was killed by signal 15)',
      ],
      [
        'by SIGKILL, as it heeded no other',
        { exitCode: null, signal: 9 },
        ['SIGTERM'],
        'stopped by SIGTERM after 62 s (was killed by signal 9)',
      ],
      [
        'before it started',
        { notStarted: { fault: 'engine', detail: 'x' } },
        ['SIGTERM'],
        'stopped by SIGTERM before it started',
      ],
    ])('%s', (_, facts, asked, reason) =>
      expect(stepEnding(run({ parts, ...facts }), limits, asked)).toEqual({
        outcome: 'cancelled',
        reason,
      }),
    )

    it('with no time where that is not known', () =>
      expect(stepEnding(run({ exitCode: 1 }), limits, ['SIGTERM']).reason).toContain('unknown time'))
  })

  it.each<[string, Partial<StepRun>, string]>([
    ['its memory', { exitCode: null, signal: 9, oomKills: 1 }, 'oom'],
    ['a fault of its own', { exitCode: null, signal: 11 }, 'failed'],
    ['a limit of the kernel’s', { exitCode: null, signal: 24 }, 'failed'],
    ['nothing: it has done its work', {}, 'ok'],
  ])('by %s is %s whoever asked it to end', (_, facts, outcome) => {
    const asked = outcome === 'failed' ? [] : ['SIGTERM']
    expect(stepEnding(run(facts), limits, asked).outcome).toBe(outcome)
  })

  it('by a Java heap that was too small has failed, whoever ended it then', () => {
    const logEnd = 'java.lang.OutOfMemoryError: Java heap space'
    expect(stepEnding(run({ exitCode: 143 }), limits, ['SIGTERM'], { logEnd }).outcome).toBe('failed')
  })
})

describe('samples', () => {
  const many = Array.from(
    { length: 1000 },
    (_, index): Sample => [index * 100, index === 555 ? 9e9 : 1e9, index / 10],
  )

  it('are at most 300 points a trial', () => {
    expect(thinSamples(many).length).toBeLessThanOrEqual(300)
  })

  it('keep the peak and the last of all', () => {
    const thin = thinSamples(many)
    expect(Math.max(...thin.map(([, anon]) => anon))).toBe(9e9)
    expect(thin.at(-1)).toEqual([99_900, 1e9, 99.9])
  })

  it('of two steps lie on one axis', () => {
    const step = { samples: [[0, 5, 0.1] as Sample, [100, 6, 0.2] as Sample], milliseconds: 150 }
    expect(joinSamples([step, step])).toEqual([
      [0, 5, 0.1],
      [100, 6, 0.2],
      [150, 5, expect.closeTo(0.3)],
      [250, 6, expect.closeTo(0.4)],
    ])
  })
})
