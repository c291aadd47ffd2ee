import { describe, expect, it } from 'vitest'
import { judgedAfter } from '../../../tests/simulated-verdicts.ts'
import { candidate } from '../../simulate/scenario.ts'
import { diffCommand } from './diff-command.ts'
import { nextSteps } from './next-steps.ts'
import { stepText } from './step.ts'

const equal = { candidates: [candidate({ name: 'polars', ratio: 1 })] }

const stepsOf = (...of: Parameters<typeof nextSteps>): string[] => nextSteps(...of).map(stepText)

describe('what to do next', () => {
  it('hands over no margin that would pass today: it is the job that asks for one', () => {
    for (const days of [20, 28]) {
      const step = stepsOf(judgedAfter(days, equal), {}).at(-1)
      expect(step).toMatch(/margins: \{ total \} .* from what the job needs, not from these figures\.$/)
    }
  })

  it('asks for a fix of failures, and says what new code means', () => {
    const flaky = { candidates: [candidate({ name: 'polars', ratio: 0.3, failureRate: 0.6 })] }
    expect(stepsOf(judgedAfter(28, flaky), {})[0]).toBe(
      'Fix the failures of polars. New code starts a new count.',
    )
  })

  it('says first what more days would bring', () => {
    for (const days of [20, 28]) {
      const [first] = stepsOf(judgedAfter(days, equal), {})
      expect(first).toMatch(
        /^At the current spread, speed needs at least \d+ more days to be decided\. To measure longer, set window: /,
      )
    }
  })

  it('never says to keep measuring once it is decided, and what to do then', () => {
    const slow = { candidates: [candidate({ name: 'polars', ratio: 1.6 })] }
    const lost = judgedAfter(28, slow)
    expect(lost.decision).toBe('keep')
    expect(stepsOf(lost, {})).toEqual(['Keep spark. Measure again when polars has new code.'])
    const flaky = judgedAfter(28, {
      candidates: [candidate({ name: 'polars', ratio: 0.3, failureRate: 0.3 })],
    })
    expect(flaky.decision).toBe('keep')
    expect(stepsOf(flaky, {}).join()).not.toContain('Keep measuring')
  })

  it('does not send anybody to wait for days that will not be enough', () => {
    for (const steps of [stepsOf(judgedAfter(20, equal), {})])
      expect(steps.join()).not.toContain('Keep measuring')
  })

  it('proposes no margin that nobody would call acceptable', () => {
    const wild = { candidates: [candidate({ name: 'polars', ratio: 1, noise: 3 })] }
    expect(stepsOf(judgedAfter(28, wild), {}).join()).not.toContain('margins:')
  })

  it('proposes averaging where neighbouring days are alike', () => {
    const alike = { candidates: [candidate({ name: 'polars', ratio: 0.95, correlation: 0.98 })] }
    expect(stepsOf(judgedAfter(25, alike), {}).join()).toContain('averageDays: 2')
    expect(stepsOf(judgedAfter(25), {}).join()).not.toContain('averageDays')
  })

  it('is a diff with the options that are in force', () => {
    expect(diffCommand({ job: 'orders', baseline: 'spark', candidate: 'polars' }, '2026-11-20', {})).toBe(
      'etl-compare diff SPARK_OUTPUT POLARS_OUTPUT --job orders --engine polars --keep 2026-11-20',
    )
    const invocation = { config: 'conf/my jobs.yml', ledger: 'branch:runs' }
    expect(diffCommand({ job: 'orders', baseline: 'old', candidate: 'new' }, "a 'b'", invocation)).toBe(
      "etl-compare diff OLD_OUTPUT NEW_OUTPUT --job orders --engine new --baseline old --keep 'a '\\''b'\\''' --config 'conf/my jobs.yml' --ledger branch:runs",
    )
  })
})
