import { isSpread, type Spreads } from '../job.ts'
import { between, type Criterion, type Finding } from './criterion.ts'

/** In memory; files are compressed, and engines read them in parts. More than this is days of one machine's disk. */
const INPUT = { for: 1, against: 30 }
/** Shuffled rows are compressed, and take about twice as much in memory; engines can put more than that on disk. */
const SHUFFLE = { for: 0.5, against: 10 }

/** Whether the files of nearly every run fit. */
export const inputCriterion: Criterion = {
  name: 'input',
  judge: ({ fileBytes }, { memoryBytes }) => against(fileBytes, memoryBytes, INPUT),
}

/** Whether what the largest stage hands on fits. */
export const shuffleCriterion: Criterion = {
  name: 'shuffle',
  judge: ({ largestShuffleBytes }, { memoryBytes }) => against(largestShuffleBytes, memoryBytes, SHUFFLE),
}

function against(
  bytes: Spreads,
  memoryBytes: number,
  factors: { for: number; against: number },
): Omit<Finding, 'criterion'> {
  if (!isSpread(bytes)) return { side: 'open', value: bytes }
  return between(bytes.p95, { for: factors.for * memoryBytes, against: factors.against * memoryBytes })
}
