import { describe, expect, it } from 'vitest'
import { CLUSTER, deployedAs, POLARS } from '../../../tests/deployed-ledger.ts'
import { judged, judgedAfter } from '../../../tests/simulated-verdicts.ts'
import { CURVES, MEET, SERIAL, type SizedRecord, sizedLedger } from '../../../tests/sized-ledger.ts'
import type { RunRecord } from '../../model/record/schema.ts'

const GB = 1e9
const ofPolicy = (policy: NonNullable<Parameters<typeof judged>[1]>['policy'] = {}) => ({
  asOf: '2026-11-14',
  policy,
})
const sizes = (...gigabytes: number[]): SizedRecord[] => gigabytes.map((each) => ({ gigabytes: each }))
const forecastOf = (others: SizedRecord[], policy = {}) =>
  judged(sizedLedger(others), ofPolicy(policy)).forecast
const node = (memoryBytes: number) => ({
  platforms: { polars: { prices: [], nodes: 1, startupSeconds: 0, idleSeconds: 0, memoryBytes } },
})

describe('a forecast', () => {
  const { fits, crossover } = forecastOf(sizes(0.5, 1, 2, 10))

  it('recovers the curves that both sides follow', () => {
    const { a, b, k, largest } = fits.candidate.seconds.value ?? { a: 0, b: 0, k: 0, largest: 0 }
    // A fifth of the sizes more than two are a curve's: k is near 1.
    expect(a + b * (7 / (largest / GB)) ** k).toBeCloseTo(CURVES.polars.seconds(7), -1)
    expect(fits.baseline.memoryBytes.value?.relativeError).toBeLessThan(0.03)
  })

  it('has the crossover within its interval, inside the measured sizes', () => {
    expect(crossover).toMatchObject({ cheaperAbove: 'baseline' })
    if (crossover.value === null || !crossover.interval) throw new Error('no crossover')
    expect((crossover.interval.lower ?? 0) / GB).toBeLessThan(MEET)
    expect((crossover.interval.upper ?? 0) / GB).toBeGreaterThan(MEET)
  })

  it('projects today, twice that, and three years at the declared growth', () => {
    const { projections, volume } = forecastOf(sizes(1, 10), { volumeBytes: 4 * GB, growth: 0.5 })
    expect(volume).toEqual({ bytes: 4 * GB, from: 'declared' })
    expect(projections.map(({ when, bytes }) => [when, bytes / GB])).toEqual([
      ['today', 4],
      ['twice', 8],
      ['year 1', 6],
      ['year 2', 9],
      ['year 3', 13.5],
    ])
    for (const { bytes, candidate } of projections) {
      const truth = CURVES.polars.seconds(bytes / GB)
      expect(candidate.seconds.value?.lower).toBeLessThan(truth)
      expect(candidate.seconds.value?.upper).toBeGreaterThan(truth)
    }
  })

  it('takes the median that was seen for today where no volume is declared', () => {
    const { volume, input } = forecastOf(sizes(1, 10))
    expect(input).toEqual({ comparisons: 14, p50: 5 * GB, p95: 5 * GB, most: 5 * GB })
    expect(volume).toEqual({ bytes: 5 * GB, from: 'seen' })
  })

  it('says how far beyond the measured sizes a volume lies', () =>
    expect(forecastOf(sizes(1, 10), { volumeBytes: 40 * GB }).projections[0]?.ofLargest).toBe(4))

  it('compares times with the shorter of the limit and the time between two runs', () => {
    const policy = { volumeBytes: 5 * GB, limitSeconds: 300, runsPerDay: 1440 }
    const { allowed, projections } = forecastOf(sizes(1, 10), policy)
    expect(allowed).toEqual({ seconds: 60, by: 'runsPerDay' })
    expect(projections[0]).toMatchObject({ when: 'today', inTime: 'exceeds' })
    expect(forecastOf(sizes(1, 10), { limitSeconds: 300 }).projections[0]?.inTime).toBe('fits')
  })

  it('is none of one size, with the reason', () => {
    const { forecast } = judgedAfter(14)
    expect(forecast.fits.candidate.seconds).toMatchObject({ value: null, reason: { why: 'close-sizes' } })
    expect(forecast.projections[0]?.candidate.memoryBytes).toMatchObject({ value: null })
    expect(forecast).toMatchObject({ ceiling: { reason: 'no-fit' }, fallback: null })
  })
})

describe('the input at which the candidate needs all memory', () => {
  it('lies within its interval, and is where the baseline stays a fallback', () => {
    const { ceiling, fallback } = forecastOf(sizes(0.5, 1, 2.5), node(1.2 * GB))
    // 0.2 + 0.5 × 2 = 1.2 GB
    expect(ceiling.value?.lower).toBeLessThan(2 * GB)
    expect(ceiling.value?.upper).toBeGreaterThan(2 * GB)
    expect(fallback).toMatchObject({ why: 'memory', lower: ceiling.value?.lower })
  })

  it('is not below the smallest input that ran: the node is smaller than what ran', () =>
    expect(forecastOf(sizes(1, 10), node(0.5 * GB)).ceiling).toEqual({
      value: null,
      reason: 'already-above',
    }))

  it('is not looked for beyond ten times what was measured', () =>
    expect(forecastOf(sizes(1, 10), node(640 * GB)).ceiling).toEqual({ value: null, reason: 'beyond' }))

  it('comes after the input at which the baseline is faster, if that is smaller', () =>
    expect(forecastOf(sizes(0.5, 1, 2, 10), { volumeBytes: GB }).fallback).toMatchObject({ why: 'time' }))

  it('is not one of time where today’s input is larger already', () =>
    expect(forecastOf(sizes(0.5, 1, 2, 10), { volumeBytes: 4 * GB }).fallback).toMatchObject({
      why: 'memory',
    }))
})

describe('other limits of the same code', () => {
  const others = [1, 1, 2, 2].map((cpus) => ({ gigabytes: 5, cpus }))

  it('give the part of the time that more cores do not shorten', () => {
    const { serial, places } = forecastOf(others).scaling
    expect(places.map(({ limits: { cpus } }) => cpus)).toEqual([4, 2, 1])
    expect(serial.candidate.value?.lower).toBeLessThan(SERIAL)
    expect(serial.candidate.value?.upper).toBeGreaterThan(SERIAL)
    expect(serial.candidate.value?.counts).toBe(3)
  })

  it('give the part of the time that more workers do not shorten, of the side that ran on a cluster', () => {
    const onWorkers = ({ cpus, ...limits }: RunRecord['limits']) => ({
      ...limits,
      cpus: 4,
      workers: cpus ?? 0,
    })
    const records = sizedLedger(others).map((record) => ({
      ...record,
      limits: onWorkers(record.limits),
      trials: record.trials.map((trial) => ({ ...trial, limits: onWorkers(trial.limits) })),
    }))
    const deployed = deployedAs(records, { spark: CLUSTER, polars: POLARS })
    const { serial } = judged(deployed, ofPolicy()).forecast.scaling
    expect(serial.baseline).toMatchObject({ of: 'workers', value: { counts: 3 } })
    expect(serial.baseline.value?.lower).toBeLessThan(SERIAL)
    expect(serial.baseline.value?.upper).toBeGreaterThan(SERIAL)
    expect(serial.candidate).toMatchObject({ of: 'cores', reason: { why: 'one-count' } })
  })

  it('are shown where the candidate ran out of memory there', () => {
    const tight = { gigabytes: 5, memoryGiB: 2, isOutOfMemory: true }
    const [, place] = forecastOf([tight]).scaling.places
    expect(place).toMatchObject({
      limits: { memoryBytes: 2 * 2 ** 30 },
      candidate: { trials: 2, failed: 2, outOfMemory: 2, seconds: null, peakBytes: null },
      baseline: { failed: 0 },
    })
  })

  it('must have the same data', () => {
    const different = sizedLedger([{ gigabytes: 5, cpus: 1 }]).map((record) =>
      record.partition === 'sized-0'
        ? {
            ...record,
            parity: {
              ...record.parity,
              findings: record.parity.findings.map((finding) => ({
                ...finding,
                outcome: 'different' as const,
                passes: false,
                onlyEngine: 1,
              })),
            },
          }
        : record,
    )
    const verdict = judged(different, ofPolicy())
    expect(verdict.gates.parity).toMatchObject({ state: 'fail', differing: 1 })
    expect(verdict.forecast.scaling.places[1]?.data).toEqual({ equal: 0, different: 1, unknown: 0 })
  })

  it('of a code that records of before do not tell are not compared', () => {
    const before = sizedLedger(others).map(({ trials, ...record }) => ({
      ...record,
      trials: trials.map(({ code: _, ...trial }) => trial),
    }))
    expect(judged(before, ofPolicy()).forecast.scaling).toMatchObject({
      places: [{ limits: { cpus: 4 } }],
      serial: { candidate: { reason: { why: 'one-count' } } },
    })
  })
})
