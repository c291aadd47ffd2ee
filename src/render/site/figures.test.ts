import { describe, expect, it } from 'vitest'
import { DIFFERS, EVEN, FLAKY, READY, reportOf } from '../../../tests/simulated-jobs.ts'
import { stepText } from '../verdict/step.ts'
import { headlineOf, standings } from './candidate.ts'
import { instantText, rangeOfDays, spokenDays } from './dates.ts'
import { glued, percentOf, secondsIn, timeShare } from './figures.ts'
import { nextStepsOf } from './job.ts'

describe('figures in words', () => {
  it.each([
    [0.612, '61 %'],
    [0.0463, '4.6 %'],
    [0.1, '10 %'],
    [0.03, '3.0 %'],
  ])('%d is %s', (ratio, text) => expect(percentOf(ratio)).toBe(text))

  it.each([
    [0.61, '61 % of the time'],
    [1.001, 'the same time'],
    [1.8, '1.80× the time'],
  ])('%d takes %s', (ratio, text) => expect(timeShare(ratio)).toBe(text))

  it('times of a table are in one unit', () => {
    expect([210, 30].map(secondsIn(210))).toEqual(['3.5 min', '0.5 min'])
    expect([33.84, 2.021].map(secondsIn(34))).toEqual(['33.8 s', '2.02 s'])
    expect([0.59, 0.588].map(secondsIn(1))).toEqual(['0.590 s', '0.588 s'])
  })

  it('days have a year only where it is another', () => {
    expect(instantText('2026-11-28T03:00:00.000Z')).toBe('28 Nov 2026, 03:00 UTC')
    expect(rangeOfDays('2026-11-19', '2026-11-20', '2026-11-28')).toBe('19–20 Nov')
    expect(rangeOfDays('2025-12-30', '2026-01-02', '2026-11-28')).toBe('30 Dec 2025–2 Jan')
  })
})

describe('words of a verdict on a page', () => {
  it('have days as people say them, and leave names and paths as they are', () =>
    expect(
      spokenDays(
        'since 2026-11-08: runs/2026-11-08.json, t_2026-11-08, dt=x-2026-11-08, --keep 2026-11-08, on 2025-01-02.',
        '2026-11-28',
      ),
    ).toBe(
      'since 8 Nov: runs/2026-11-08.json, t_2026-11-08, dt=x-2026-11-08, --keep 2026-11-08, on 2 Jan 2025.',
    ))

  it('are in every sentence that says where a candidate stands or what to do', () => {
    const paused = { ...READY, from: '2026-09-01', days: 12 }
    for (const scenario of [paused, DIFFERS, FLAKY, EVEN]) {
      const { jobs } = reportOf(scenario)
      const [row] = jobs[0]?.page.candidates ?? []
      if (!jobs[0] || !row) throw new Error('no job')
      const texts = [headlineOf(row), ...standings([row]), ...nextStepsOf(jobs[0].page, {}).map(stepText)]
      expect(texts.join(' ')).not.toMatch(/(?<!--\w+ )\d{4}-\d\d-\d\d/)
    }
  })

  it('keep a figure and its unit on one line', () =>
    expect(glued('took 1.2 % of 5 GB in 3 min on 8 Nov, 2 jobs')).toBe(
      'took 1.2\u00a0% of 5\u00a0GB in 3\u00a0min on 8\u00a0Nov, 2 jobs',
    ))
})
