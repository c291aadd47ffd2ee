import { describe, expect, it } from 'vitest'
import { type StageTasks, type Submission, simulate } from './simulate.ts'

const stage = (tasks: number[], ...parents: number[]): StageTasks => ({ tasks, parents })
const job = (stages: StageTasks[], other: Partial<Submission> = {}): Submission => ({
  stages: new Map(stages.entries()),
  after: null,
  delayMs: 0,
  ...other,
})
const four = stage([10, 10, 10, 10])

describe('tasks on other cores', () => {
  it.each([
    [1, 40],
    [2, 20],
    [3, 20],
    [4, 10],
    [64, 10],
    [1e15, 10],
  ])('four of 10 ms on %i cores take %i ms', (cores, ms) => expect(simulate([job([four])], cores)).toBe(ms))

  it('are held up by the longest', () => expect(simulate([job([stage([100, 1, 1, 1, 1])])], 4)).toBe(100))

  it('wait for the stages that theirs reads', () => {
    expect(simulate([job([four, stage([5], 0)])], 4)).toBe(15)
    expect(simulate([job([four, stage([30]), stage([5], 0, 1)])], 8)).toBe(35)
  })

  it('of two jobs at once share the cores, those that were ready first go first', () => {
    expect(simulate([job([four]), job([four], { delayMs: 1 })], 4)).toBe(20)
    expect(simulate([job([four]), job([four], { delayMs: 1 })], 8)).toBe(11)
  })

  it('of a later job begin as long after the earlier one as the driver took', () =>
    expect(simulate([job([four]), job([four], { after: 0, delayMs: 7 })], 4)).toBe(27))

  it('do not wait for stages that had ended before', () =>
    expect(simulate([job([stage([5], 99)])], 1)).toBe(5))

  it('of stages that wait for each other never run, which ends the replay and not the program', () =>
    expect(simulate([job([stage([5], 1), stage([5], 0)])], 1)).toBe(0))
})
