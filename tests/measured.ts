import { expect } from 'vitest'
import type { Trial } from '../src/model/record/schema.ts'

/** Trials of these engines, each with its tables, its measures and what its program reported. */
export function expectMeasured(trials: readonly Trial[], engines: string[], tables: string[]): void {
  expect(new Set(trials.map(({ engine }) => engine))).toEqual(new Set(engines))
  for (const { measures, tables: written, steps, samples } of trials) {
    expect(Object.keys(written)).toEqual(tables)
    expect(measures.cpuSeconds).toBeGreaterThan(0)
    expect(measures.peakAnonBytes).toBeGreaterThan(1e6)
    expect(measures.initMs).toBeGreaterThan(0)
    expect(steps[0]?.stages.length).toBeGreaterThan(0)
    expect(samples?.sha256).toMatch(/^[0-9a-f]{64}$/)
  }
}
