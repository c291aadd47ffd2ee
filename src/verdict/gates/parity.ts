import { z } from 'zod'
import type { Comparison } from '../evidence/comparison.ts'
import { declarationUse, difference, notCompared } from '../evidence/difference.ts'
import { distinct, isEqual } from '../evidence/parity.ts'
import { type Gate, gateShape } from './gate.ts'

const count = z.int().min(0)

/** Differences that are named; there may be more. */
const MOST_NAMED = 3
const MOST_UNDECLARED = 50
/** So many comparisons on after the last new input, more of the same will not bring another. */
const REPEATS = 3

const schema = z.strictObject({
  ...gateShape,
  open: z
    .enum([
      /** No comparison has both outputs. */
      'no-outputs',
      /** Both outputs of a comparison are there, and nobody compared them. */
      'uncompared',
      /** Equal, on too few different inputs. */
      'few-inputs',
      /** Likewise, and the runs keep reading the same ones. */
      'same-inputs',
    ])
    .nullable(),
  /** Comparisons of the judged size, and those of them whose outputs are equal, or equal but for a waiver. */
  comparisons: count,
  equal: count,
  waived: count,
  /** Comparisons of which both outputs are there, and nobody compared them. */
  unknown: count,
  /** Different inputs on which outputs with any row are equal; by their partitions where their bytes are not known. */
  inputs: z.strictObject({ count, asked: count, areSeen: z.boolean(), sinceNew: count }),
  /** The newest differences, at any size, and how many there are. */
  differing: count,
  differences: z.array(
    z.strictObject({
      partition: z.string(),
      tables: z.array(difference),
      /** Whether comparing the outputs themselves says more. */
      isVague: z.boolean(),
    }),
  ),
  /** One comparison that nobody made, or why there is nothing to compare. */
  uncompared: z
    .strictObject({
      partition: z.string(),
      reason: notCompared,
      closes: z.enum(['diff', 'repeat']).nullable(),
    })
    .nullable(),
  waivers: z.array(z.strictObject({ owner: z.string(), reason: z.string(), expires: z.string() })),
  /** The tables' declarations that equal outputs took. */
  declared: z.array(declarationUse),
  /** Tables of the epoch that nobody compared, since the configuration names neither them nor `undeclared: ignore`. */
  undeclared: z.array(z.string()),
})

/**
 * Equal output in every comparison of the epoch that has both, over enough different inputs; of the same codes at other
 * sizes and limits too. A difference is not undone by measuring again: new code, a declaration or a waiver clears it.
 */
export const parity: Gate<typeof schema> = {
  schema,
  basis: 'fix-candidate',
  isDeciding: () => true,
  judge: ({ epoch: { comparisons }, otherSizes, otherLimits, policy: { minInputs }, undeclared }) => {
    const all = [comparisons, ...[...otherSizes, ...otherLimits].map((place) => place.comparisons)]
      .flat()
      .filter(hasOutputs)
    const withBoth = comparisons.filter(hasOutputs)
    const inputs = inputsOf(withBoth)
    const differences = newestFirst(all).flatMap(differenceOf)
    const facts = {
      comparisons: comparisons.length,
      equal: withBoth.filter(({ parity: { state } }) => state === 'pass').length,
      waived: withBoth.filter(({ parity: { state } }) => state === 'waived').length,
      unknown: withBoth.filter(({ parity: { state } }) => state === 'unknown').length,
      inputs: { ...inputs, asked: minInputs },
      differing: differences.length,
      differences: differences.slice(0, MOST_NAMED),
      uncompared: null,
      waivers: waiversOf(all),
      undeclared: undeclared === 'ignore' ? [] : undeclaredOf(withBoth),
      declared: distinct(all.flatMap(({ parity: each }) => (isEqual(each) ? each.declared : []))),
    }
    if (withBoth.length === 0) {
      const needs = { least: 1, most: null }
      return { ...facts, state: 'not yet', open: 'no-outputs', needs, uncompared: unknownOf(comparisons[0]) }
    }
    if (differences.length > 0) return { ...facts, state: 'fail', open: null, needs: null }
    const unknown = all.find(({ parity: { state } }) => state === 'unknown')
    if (unknown)
      return { ...facts, state: 'not yet', open: 'uncompared', needs: null, uncompared: unknownOf(unknown) }
    const lacking = minInputs - inputs.count
    if (lacking <= 0) return { ...facts, state: 'pass', open: null, needs: null }
    return inputs.sinceNew >= REPEATS
      ? { ...facts, state: 'not yet', open: 'same-inputs', needs: null }
      : { ...facts, state: 'not yet', open: 'few-inputs', needs: { least: lacking, most: lacking } }
  },
}

const hasOutputs = ({ parity: { state } }: Comparison): boolean => state !== 'no-output'

const newestFirst = (comparisons: readonly Comparison[]): Comparison[] =>
  comparisons.toSorted((a, b) => (a.newest > b.newest ? -1 : Number(a.newest < b.newest)))

const differenceOf = ({ partition, parity: found }: Comparison) =>
  found.state === 'fail' ? [{ partition, tables: found.differences, isVague: found.isVague }] : []

function unknownOf(comparison: Comparison | undefined) {
  if (!comparison || !('reason' in comparison.parity)) return null
  const { partition, parity: found } = comparison
  return { partition, reason: found.reason, closes: found.state === 'unknown' ? found.closes : null }
}

/** Different inputs of equal outputs that have a row, oldest first, and how many comparisons since the last new one. */
function inputsOf(comparisons: readonly Comparison[]) {
  const seen = new Set<string>()
  let sinceNew = 0
  for (const { input, partition, parity: found } of comparisons) {
    if (!isEqual(found)) continue
    const name = input.sha256 ?? `partition ${partition}`
    sinceNew = seen.has(name) || !found.hasRows ? sinceNew + 1 : 0
    if (found.hasRows) seen.add(name)
  }
  const areSeen = comparisons.every(({ input }) => input.sha256 !== null)
  return { count: seen.size, areSeen, sinceNew }
}

/** By either side; as many as a record names. */
function undeclaredOf(comparisons: readonly Comparison[]): string[] {
  const all = comparisons.flatMap(({ baseline, candidate }) => [baseline.undeclared, candidate.undeclared])
  return [...new Set(all.flat())].toSorted().slice(0, MOST_UNDECLARED)
}

function waiversOf(comparisons: readonly Comparison[]) {
  const waived = comparisons.flatMap(({ parity: found }) => (found.state === 'waived' ? found.waivers : []))
  return [...new Set(waived)].map(({ owner, reason, expires }) => ({ owner, reason, expires }))
}
