import { expect, it } from 'vitest'
import { judgedAfter } from '../../../tests/simulated-verdicts.ts'
import { watchItems } from './watch.ts'

const { watch, subject, move, epoch } = judgedAfter(14)
const of = (changes: Partial<NonNullable<typeof watch>>) =>
  watchItems({ subject, move, epoch, watch: watch && { ...watch, ...changes } }).join('\n')

it('says of each figure that is missing why it is', () => {
  const text = of({ time: null, memory: null, inputBytes: null, failures: 2 })
  expect(text).toMatch(/polars has no times/)
  expect(text).toMatch(/peak of polars was not measured/)
  expect(text).toMatch(/the size of the input is unknown/)
  expect(text).toMatch(/more than 2 failures/)
})

it('names no condition on memory where nobody knows how much there is', () =>
  expect(of({ memory: { peakBytes: 1e9, rollBackBytes: null, ofHeap: false } })).toMatch(
    /the memory of the node is not declared/,
  ))

it('waits for a kill where the candidate is a JVM, whose peak is what its heap was allowed', () => {
  const text = of({ memory: { peakBytes: 1e9, rollBackBytes: 2e9, ofHeap: true } })
  expect(text).toMatch(/Memory: roll back if a run is killed for memory, or its heap runs out/)
  expect(text).not.toMatch(/comes near/)
})

it('is empty where the baseline stays', () =>
  expect(watchItems({ subject, move, epoch, watch: null })).toEqual([]))
