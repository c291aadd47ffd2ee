import { describe, expect, it } from 'vitest'
import { servedRecords } from '../../../tests/served-records.ts'
import { judged } from '../../../tests/simulated-verdicts.ts'
import { toPolicy } from '../../model/config/policy.ts'
import { candidate } from '../../simulate/scenario.ts'
import type { Judged } from '../../verdict/verdict.ts'
import { gateRows } from './gates.ts'
import { nextSteps } from './next-steps.ts'
import { sentenceOf } from './sentence.ts'
import { verdictText } from './terminal.ts'
import { watchItems } from './watch.ts'

type Own = Parameters<typeof toPolicy>[1]

const judgedAs = (ratio: number, own: Own = {}, days = 14): Judged => {
  const records = servedRecords(days, { candidates: [candidate({ name: 'polars', ratio, noise: 0.05 })] })
  return judged(records, { policy: toPolicy({}, own, {}, 'service') })
}
const gateText = (verdict: Judged, gate: string) =>
  gateRows(verdict).flatMap(([, name, text]) => (name === gate ? [text] : []))[0]

describe('the verdict on a service', () => {
  it('is on its p95 latency, with both figures, the ratio and its interval', () => {
    const verdict = judgedAs(0.01)
    expect(verdict).toMatchObject({ decision: 'retire', gates: { speed: { state: 'pass', n: 14 } } })
    expect(sentenceOf(verdict)).toMatch(
      /and had a p95 latency of 2\d(?:\.\d)? ms against 2,\d{3} ms, 0\.01\d*× that of spark \(interval 0\.\d+–0\.\d+, limit 1\)\./,
    )
    expect(gateText(verdict, 'speed')).toMatch(
      /^p95 latency 2\S* ms against 2,\d{3} ms, 0\.01\d*× that of spark \(interval/,
    )
    expect(verdictText(verdict, {})).toMatch(/judged by p95 latency;/)
    expect(watchItems(verdict)[1]).toMatch(
      /^Latency: roll back if the p95 stays above 2,\d{3} ms \(spark’s mean × the margin\)/,
    )
  })

  it('keeps a baseline that answers sooner', () => {
    const verdict = judgedAs(1.8)
    expect(verdict).toMatchObject({ decision: 'keep', basis: 'evidence', decisive: 'speed' })
    expect(sentenceOf(verdict)).toMatch(
      /^Keep spark: polars had a p95 latency of 4,\d{3} ms against 2,\d{3} ms, 1\.\d+×/,
    )
  })

  it.each([
    [
      30,
      'retire',
      /had a p95 latency of 2\S* ms \(interval \S+ ms–\S+ ms, limit 30 ms\), 0\.01\d*× that of spark/,
    ],
    [
      10,
      'keep',
      /^Keep spark: polars had a p95 latency of 2\S* ms \(interval \S+ ms–\S+ ms, limit 10 ms\).*spark misses the limit of 10 ms too: its p95 latency was 2,/,
    ],
  ])('is on a limit of %i ms where one is declared', (limitMs, decision, sentence) => {
    const verdict = judgedAs(0.01, { limitP95: limitMs / 1000 })
    expect(verdict.decision).toBe(decision)
    expect(sentenceOf(verdict)).toMatch(sentence)
  })

  it('asks for both where a margin and a limit are declared', () => {
    const { gates } = judgedAs(0.6, { limitP95: 5, margins: { p95: 0.3 } }, 21)
    expect(gates.speed.bounds.map(({ what, state }) => [what, state])).toEqual([
      ['ratio', 'fail'],
      ['limit', 'pass'],
    ])
  })

  it('is provisional after a day', () => {
    const text = sentenceOf(judgedAs(0.01, {}, 1))
    expect(text).toMatch(
      /in the same load the p95 latency of polars was 0\.0\d+×(?:–0\.0\d+×)? that of spark in every pair of trials/,
    )
  })

  it('bills no latency: a service costs what its hours cost', () => {
    const price = { name: 'node', perHour: 1, currency: 'USD', incrementSeconds: 1, minimumSeconds: 60 }
    const platform = { prices: [price], nodes: 1, startupSeconds: 0, idleSeconds: 0 }
    const policy = {
      ...toPolicy({}, {}, {}, 'service'),
      platforms: { spark: platform, polars: platform },
    }
    const verdict = judged(servedRecords(14), { policy })
    expect(verdict.gates.cost).toMatchObject({ facts: null, provisional: null, state: 'not yet' })
    expect(verdict.money).toMatchObject({
      month: { value: null, reason: 'service' },
      perGb: { value: null, reason: 'service' },
      coreHours: { value: null, reason: 'service' },
    })
    expect(gateText(verdict, 'cost')).toBe(
      'not used: a service is billed for as long as it runs, whatever it is asked',
    )
    expect(nextSteps(verdict, {})).toHaveLength(1)
  })
})
