/**
 * The order of trials: blocks that read the same forwards and backwards (A B B A for two engines), so that a
 * machine that drifts steadily favours nobody. Who begins rotates from block to block and from partition to partition.
 *
 * @param engines names, baseline first
 * @param trials counted trials an engine: even, since a block has two of each; or 1, of a try that measures nothing
 * @param partition the input's partition, which rotates the first block
 * @returns one list of engine names a block
 */
export function blockOrder(engines: readonly string[], trials: number, partition: string): string[][] {
  if (trials === 1) return [[...engines]]
  const offset = partitionNumber(partition)
  return Array.from({ length: trials / 2 }, (_, block) => {
    const start = (offset + block) % engines.length
    const forwards = [...engines.slice(start), ...engines.slice(0, start)]
    return [...forwards, ...forwards.toReversed()]
  })
}

/** Consecutive dates give consecutive numbers, so that daily partitions rotate evenly; any other text, a stable one. */
function partitionNumber(partition: string): number {
  const days = Date.parse(partition) / 86_400_000
  if (/^\d{4}-\d{2}-\d{2}$/.test(partition) && Number.isInteger(days)) return days
  return [...partition].reduce(
    (sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003,
    7,
  )
}
