import type { SizePoint } from '../model/job.ts'
import type { EngineMark } from '../model/shared.ts'
import type { OperationAtSize } from '../operations-by-size.ts'

/** One operation's times at each size, as those of whole trials are drawn. */
export const sizePoints = (rows: readonly OperationAtSize[], engines: readonly EngineMark[]): SizePoint[] =>
  rows.flatMap(({ size, inputBytes, figures }) =>
    figures.flatMap(({ engine: name, seconds, trials }) => {
      const engine = engines.find((each) => each.name === name)
      return engine && seconds && seconds.range.lower > 0
        ? [{ engine, size, bytes: inputBytes, seconds, peakBytes: null, trials }]
        : []
    }),
  )
