import { z } from 'zod'
import type { Engine } from '../model/config/model.ts'
import { type Deployment, deployment, mayHaveSparkApi, together } from '../model/record/deployment.ts'
import { SIDES, type Side } from '../model/record/sides.ts'
import type { Comparison } from './evidence/comparison.ts'
import type { Subject } from './evidence/subject.ts'

/** What etl-compare.yml may say of an engine whose records do not: `spark: local`. */
type Declared = NonNullable<Engine['spark']>

/** How one side ran, by its records, else as it is declared. */
const ran = z.strictObject({
  ...deployment.shape,
  /** Whether its records say another thing than etl-compare.yml: then the records count. */
  isContradicted: z.boolean(),
})

/** What becomes of the job where the candidate takes the baseline's place. */
export const move = z.strictObject({
  /**
   * What stays of a baseline that is Spark: Spark itself, the program on another engine with Spark's API, or nothing. Null
   * where the baseline is not known to be Spark, or nobody knows what the candidate is.
   */
  keeps: z.enum(['spark', 'code', 'nothing']).nullable(),
  /** Whether the work goes from a cluster to one machine; null where one of the two is unknown. */
  leavesCluster: z.boolean().nullable(),
  ran: z.strictObject({ baseline: ran, candidate: ran }),
})

export type Move = z.infer<typeof move>
export type Ran = Move['ran'][Side]

/** What of the configuration says what engines are. */
export type DeclaredEngines = Readonly<Record<string, Pick<Engine, 'spark'>>>

/** It says nothing of whether the candidate is any good: no gate looks at it. */
export function moveOf(
  comparisons: readonly Comparison[],
  subject: Pick<Subject, Side>,
  engines: DeclaredEngines = {},
): Move {
  const [baseline, candidate] = SIDES.map((side) =>
    ranOf(comparisons, side, declaredOf(engines, subject[side])),
  )
  if (!baseline || !candidate) throw new Error('A comparison has two sides.')
  return {
    keeps: keptOf(baseline, candidate),
    leavesCluster: isClusterLeft(baseline, candidate),
    ran: { baseline, candidate },
  }
}

const declaredOf = (engines: DeclaredEngines, name: string): Declared | undefined =>
  Object.hasOwn(engines, name) ? engines[name]?.spark : undefined

const KEPT = { spark: 'spark', 'spark-api': 'code', other: 'nothing' } as const

const keptOf = (baseline: Ran, { kind }: Ran): Move['keeps'] =>
  baseline.kind === 'spark' && typeof kind === 'string' ? KEPT[kind] : null

function isClusterLeft({ place: from }: Ran, { place: to }: Ran): boolean | null {
  return 'mode' in from && 'mode' in to ? from.mode === 'cluster' && to.mode === 'local' : null
}

const CLUSTER = { mode: 'cluster', executors: null } as const
const UNKNOWN = { value: null, reason: 'not-recorded' } as const

/** @param isHere whether all its work was done in the process trees that were seen */
const DECLARED: Record<Declared, (isHere: boolean) => Pick<Deployment, 'kind' | 'place'>> = {
  cluster: () => ({ kind: 'spark', place: CLUSTER }),
  local: () => ({ kind: 'spark', place: { mode: 'local' } }),
  api: (isHere) => ({ kind: 'spark-api', place: isHere ? { mode: 'local' } : UNKNOWN }),
  none: (isHere) => ({ kind: 'other', place: isHere ? { mode: 'local' } : UNKNOWN }),
}

function ranOf(comparisons: readonly Comparison[], side: Side, word: Declared | undefined): Ran {
  const found = together(comparisons.map((each) => each[side].deployment))
  const recorded = word === 'api' && mayHaveSparkApi(found) ? { ...found, kind: 'spark-api' as const } : found
  if (word === undefined) return { ...recorded, isContradicted: false }
  const declared = DECLARED[word](comparisons.every((each) => !each[side].isElsewhere))
  const { kind = declared.kind, place = declared.place } = known(recorded)
  return { ...recorded, kind, place, isContradicted: contradicts(recorded, declared) }
}

/** Without what nobody knows. */
const known = ({ kind, place }: Deployment) => ({
  ...(typeof kind === 'string' && { kind }),
  ...('mode' in place && { place }),
})

function contradicts(recorded: Deployment, declared: Pick<Deployment, 'kind' | 'place'>): boolean {
  const { kind = declared.kind, place = declared.place } = known(recorded)
  const isElsewhere = 'mode' in place && 'mode' in declared.place && place.mode !== declared.place.mode
  return kind !== declared.kind || isElsewhere
}
