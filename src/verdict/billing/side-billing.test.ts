import { describe, expect, it } from 'vitest'
import { judged, scenario } from '../../../tests/simulated-verdicts.ts'
import type { Platform } from '../../model/config/platforms.ts'
import type { Billed } from '../../model/record/billed.ts'
import { simulateRecords } from '../../simulate/records.ts'

const price = (perHour: number, changes: object = {}) => ({
  ...{ name: 'node', perHour, currency: 'USD', incrementSeconds: 1, minimumSeconds: 0 },
  ...changes,
})
const platform = (...prices: Platform['prices']): Platform => ({
  prices,
  nodes: 1,
  startupSeconds: 0,
  idleSeconds: 0,
})
const amount = (value: number, currency = 'USD'): Billed => ({
  source: 'a bill',
  amount: { value, currency },
  usage: [],
})
const used: Billed = {
  source: 'EMR',
  amount: null,
  usage: [
    { unit: 'vCPU', hours: 2 },
    { unit: 'GB', hours: 10 },
    { unit: 'GB of disk', hours: 0 },
  ],
}

type Bills = (engine: string, day: number) => Billed | undefined

/** The cost of fourteen days with one trial a side, of which platforms billed some. */
function costOf(bills: Bills, platforms: Record<string, Platform>, margin?: number) {
  const records = simulateRecords(scenario({ days: 14 }), 'x').map((record, day) => ({
    ...record,
    trials: record.trials
      .filter(({ engine }, index, all) => all.findIndex((each) => each.engine === engine) === index)
      .map((trial) => {
        const billed = bills(trial.engine, day)
        return billed ? { ...trial, billed } : trial
      }),
  }))
  const margins = margin === undefined ? {} : { cost: margin }
  return judged(records, { policy: { platforms, margins, runsPerDay: 1 } })
}

describe('billed amounts', () => {
  it('win over list prices, with their source, and the other side keeps its prices', () => {
    const { gates, money } = costOf((engine) => (engine === 'spark' ? amount(2) : undefined), {
      spark: platform(price(1000)),
      polars: platform(price(3.6)),
    })
    const { facts, billed, prices } = gates.cost
    expect(billed).toEqual({ baseline: { source: 'a bill', runs: 14, of: 14 }, candidate: null })
    expect(facts?.baseline).toBeCloseTo(2, 9)
    // About 72 s at 3.60 USD an hour.
    expect(facts?.candidate.lower).toBeGreaterThan(0.05)
    expect(facts?.candidate.upper).toBeLessThan(0.1)
    expect(prices.map(({ side }) => side)).toEqual(['candidate'])
    expect(money.month.value?.baseline.value).toBeCloseTo((2 * 365) / 12, 9)
  })

  it('need no declared platform, and decide against a margin', () => {
    const bills: Bills = (engine, day) => amount(engine === 'spark' ? 2 : 0.5 + day / 1000)
    expect(costOf(bills, {}, 0.5).gates.cost).toMatchObject({ state: 'pass', unpriced: [] })
    expect(costOf(bills, {}, 0.2).gates.cost.state).toBe('fail')
  })

  it('of usage are made by the declared prices of its units, by hand', () => {
    const { gates } = costOf((engine) => (engine === 'spark' ? used : amount(0.1)), {
      spark: platform(price(0.05, { unit: 'vCPU', units: 4 }), price(0.006, { unit: 'GB', units: 16 })),
    })
    // 2 × 0.05 + 10 × 0.006, whatever units, nodes and start-up are declared.
    expect(gates.cost.facts?.baseline).toBeCloseTo(0.16, 9)
    expect(gates.cost.prices).toHaveLength(2)
  })

  it('of usage are not known where one of its units has no price', () =>
    expect(costOf((engine) => (engine === 'spark' ? used : amount(0.1)), {}).gates.cost).toMatchObject({
      facts: null,
      unpriced: ['spark'],
    }))

  it('count only where all observations have one: else list prices do, and that is said', () => {
    const { gates } = costOf((engine, day) => (engine === 'spark' && day > 0 ? amount(2) : undefined), {
      spark: platform(price(3.6)),
      polars: platform(price(3.6)),
    })
    expect(gates.cost.billed.baseline).toEqual({ source: 'list prices', runs: 13, of: 14 })
    expect(gates.cost.facts?.baseline).toBeLessThan(0.5)
  })

  it('in another currency than the other side’s are not compared', () => {
    const verdict = costOf((engine) => amount(1, engine === 'spark' ? 'USD' : 'EUR'), {}, 1)
    expect(verdict.gates.cost).toMatchObject({ state: 'not yet', facts: null, currencies: ['USD', 'EUR'] })
    expect(verdict.money.month.reason).toBe('currencies')
  })
})
