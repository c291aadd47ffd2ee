import { formatBytes } from '../model/units/bytes.ts'
import { counted } from '../text/text.ts'
import { type Check, notKnown } from './check.ts'
import { isUnknown } from './facts.ts'

/**
 * Data files are neither too large nor needlessly small: none is smaller than the least size that could be merged with
 * another one of its partition. So a table or partition that is smaller than that may have one small file.
 */
export const fileSizes: Check = {
  name: 'file sizes',
  judge({ dataFiles }, asked) {
    if (!asked.fileSizes) return undefined
    const { min, max } = asked.fileSizes
    if (isUnknown(dataFiles)) return notKnown(dataFiles)
    const sizes = dataFiles.flat()
    const large = sizes.filter((size) => size > max).length
    const mergeable = dataFiles.reduce((sum, partition) => sum + mergeableFiles(partition, min, max), 0)
    const found = `${counted(sizes.length, 'data file')}${rangeText(sizes)}`
    const problems = [
      ...(large > 0 ? [`${large} larger than ${formatBytes(max)}`] : []),
      ...(mergeable > 0
        ? [`${mergeable} smaller than ${formatBytes(min)}, which compaction would merge`]
        : []),
    ]
    if (problems.length > 0) return { passes: false, detail: `${found}: ${problems.join(', ')}` }
    const small = sizes.filter((size) => size < min).length
    const lone = small > 0 ? `; ${small} too small, but with nothing to merge with` : ''
    return { passes: true, detail: `${found}${lone}` }
  },
}

/** How many small files of a partition would fit into one with its smallest other file. */
function mergeableFiles(partition: readonly number[], min: number, max: number): number {
  const [smallest = 0, next = Infinity] = partition.toSorted((a, b) => a - b)
  if (smallest + next > max) return 0
  return partition.filter((size) => size < min && size + smallest <= max).length
}

function rangeText(sizes: readonly number[]): string {
  const [first, ...others] = [...new Set([Math.min(...sizes), Math.max(...sizes)])].filter(Number.isFinite)
  if (first === undefined) return ''
  return ` of ${[first, ...others].map(formatBytes).join(' to ')}`
}
