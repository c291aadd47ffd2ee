import { executionPlan, type PlanInfo, parsed, understood } from './events/schemas.ts'
import { type ReadPlan, readPlan } from './plan/read-plan.ts'

/** What an application's queries were, all together. */
export interface QueriesSeen {
  queries: number
  /** Newest plans that are not as Spark writes them. */
  malformed: number
  /** By base name, in how many queries a node is. */
  nodes: Map<string, number>
  operations: Set<string>
  /** Of the files that scans were to read; a file scanned twice counts twice. */
  fileBytes: number
  /** Scans of files, and those of them that told no size. */
  scans: number
  scansWithoutSize: number
  /** Scans of RDDs, which tell no size. */
  rddScans: number
  largestBroadcast: number
}

interface Execution {
  first: PlanInfo
  /** The newest plan as its line, which is parsed once no newer one can follow. */
  newest?: Buffer
  accumulated: Map<number, number>
}

/** Queries of Spark SQL: a query's last plan is what ran. */
export class Queries {
  readonly #open = new Map<number, Execution>()
  /** Accumulators of sizes of files that any query had: plans over cached rows repeat the scans that filled the cache. */
  readonly #told = new Set<number>()
  readonly #isKnown: (operation: string) => boolean
  readonly #seen: QueriesSeen = {
    queries: 0,
    malformed: 0,
    nodes: new Map(),
    operations: new Set(),
    fileBytes: 0,
    scans: 0,
    scansWithoutSize: 0,
    rddScans: 0,
    largestBroadcast: 0,
  }

  /** @param isKnown whether the catalogue of differences has an operation */
  constructor(isKnown: (operation: string) => boolean) {
    this.#isKnown = isKnown
  }

  started(id: number, plan: PlanInfo): void {
    this.#open.set(id, { first: plan, accumulated: new Map() })
  }

  /** @param line as long as the query runs, it is kept: the caller's buffer may be used again */
  replanned(id: number, line: Buffer): void {
    const execution = this.#open.get(id)
    if (execution) execution.newest = Buffer.from(line)
  }

  accumulated(id: number, updates: readonly (readonly [number, number])[]): void {
    const { accumulated } = this.#open.get(id) ?? {}
    for (const [accumulator, value] of updates) accumulated?.set(accumulator, value)
  }

  ended(id: number): void {
    const execution = this.#open.get(id)
    if (!execution) return
    this.#open.delete(id)
    this.#take(execution)
  }

  /** Queries that are still open have the plan that they had last. */
  end(): QueriesSeen {
    for (const execution of this.#open.values()) this.#take(execution)
    this.#open.clear()
    return this.#seen
  }

  #take({ first, newest, accumulated }: Execution): void {
    const last = (newest && this.#planOf(newest)) ?? first
    const plans = [readPlan(last, this.#isKnown), ...(last === first ? [] : [readPlan(first, this.#isKnown)])]
    const [ran] = plans as [ReadPlan, ...ReadPlan[]]
    const seen = this.#seen
    seen.queries += 1
    for (const name of ran.nodes.keys()) seen.nodes.set(name, (seen.nodes.get(name) ?? 0) + 1)
    for (const { operations } of plans) for (const operation of operations) seen.operations.add(operation)
    const sizes = new Set(plans.flatMap(({ fileBytes }) => [...fileBytes]))
    const files = valuesOf(sizes, accumulated)
    for (const id of sizes) if (accumulated.has(id)) this.#told.add(id)
    const untold = ran.fileBytes.size - sizes.intersection(this.#told).size
    seen.fileBytes += files.reduce((sum, bytes) => sum + bytes, 0)
    seen.scans += ran.scans
    seen.rddScans += ran.rddScans
    seen.scansWithoutSize += ran.scansWithoutMetric + Math.max(0, untold)
    const broadcasts = valuesOf(
      new Set(plans.flatMap(({ broadcastBytes }) => [...broadcastBytes])),
      accumulated,
    )
    seen.largestBroadcast = Math.max(seen.largestBroadcast, ...broadcasts)
  }

  #planOf(line: Buffer): PlanInfo | undefined {
    const plan = understood(() => parsed(executionPlan, line).sparkPlanInfo)
    if (!plan) this.#seen.malformed += 1
    return plan
  }
}

/** What accumulators came to, those that came to anything. */
const valuesOf = (ids: ReadonlySet<number>, accumulated: ReadonlyMap<number, number>): number[] =>
  [...ids].flatMap((id) => accumulated.get(id) ?? [])
