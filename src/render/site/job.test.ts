import { describe, expect, it } from 'vitest'
import { DIFFERS, FLAKY, job, polars, READY, reportOf, SHORT, SLOWER } from '../../../tests/simulated-jobs.ts'
import { funnelOf } from '../../report/charts/funnel.ts'
import { funnelCaption, funnelTitle } from './charts.ts'
import { gatesTitle, jobPlace, keyFigures, notInFileText } from './job.ts'

describe('the page of a job', () => {
  const [report] = reportOf(job('orders', { missing: [6], ...polars({ ratio: 0.6, changes: [8] }) })).jobs
  if (!report) throw new Error('no job')
  const { page } = report
  const funnel = funnelOf(page)

  it('says where the interval lies, and what the marks of its chart stand for', () => {
    expect(funnelTitle(page)).toMatch(/^The interval closed on 0\.\d\d×, below Spark’s own time$/)
    expect(funnelTitle({ ...page, margin: 0.1 })).toMatch(/above the margin of 0\.10×$/)
    const caption = funnel ? funnelCaption(funnel, page).join(' ') : ''
    expect(caption).toContain('new code, so the count begins again (polars on 8 Nov).')
    expect(caption).toContain('Hatched: no run.')
  })

  it.each([
    [FLAKY, /^0\.\d\d× so far, interval 0\.\d\d–0\.\d\d: it does not count while polars fails$/],
    [DIFFERS, /^0\.\d\d× so far, interval 0\.\d\d–0\.\d\d: it does not count while the data differ$/],
    [{ ...FLAKY, days: 4 }, /^0\.\d\d× so far, without an interval: it does not count while polars fails$/],
  ])('says over the chart why times do not count', (scenario, title) => {
    const [flawed] = reportOf(scenario).jobs
    expect(flawed && funnelTitle(flawed.page)).toMatch(title)
  })

  it('says where all ran, over how much, and how far repeats lie apart', () =>
    expect(jobPlace(page)).toMatch(
      /^Spark and its candidates ran on single machines, .* with 4 cores, 16 GiB, over 5 GB of input\. Not a cluster\. Noise: .* typically took \d+\.\d % longer than the quickest\.$/,
    ))

  it('in one file says which days it leaves out, and where they are', () => {
    const { days } = page
    expect(notInFileText([])).toBe('Not in this file: a page for each comparison. The whole site has them:')
    expect(notInFileText([days.slice(20), days.slice(9, 20)])).toBe(
      'Not in this file: the days from 1 Nov 2026 to 19 Nov 2026, and a page for each comparison. The whole site has them:',
    )
  })

  it('says of gates that may still change what must be true, of closed ones what had to be', () => {
    const titleOf = (scenario: typeof READY) => {
      const [row] = reportOf(scenario).jobs[0]?.page.candidates ?? []
      return row && gatesTitle(row)
    }
    expect([SHORT, FLAKY].map(titleOf)).toEqual(['What must be true', 'What must be true'])
    expect([READY, SLOWER].map(titleOf)).toEqual(['What had to be true', 'What had to be true'])
  })

  it('has four figures, and says of a saving without prices what is missing', () => {
    const [row] = page.candidates
    const figures = row ? keyFigures(row, 'spark') : []
    expect(figures.map(({ term }) => term)).toEqual([
      'Time, Spark is 1',
      'Days measured',
      'Failures of polars alone',
      'Saving a year',
    ])
    expect(figures[3]).toEqual({ term: 'Saving a year', value: null, detail: 'no prices declared' })
  })
})
