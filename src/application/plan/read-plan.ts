import type { PlanInfo } from '../events/schemas.ts'
import { baseName } from './node-kinds.ts'

/** Names under which scans tell how large the files are that they were to read: Spark's own, and Iceberg's. */
const FILE_BYTES = new Set(['size of files read', 'total data file size (bytes)'])
const RDD_SCANS = new Set(['Scan ExistingRDD', 'Scan ExternalRDD'])
const BROADCAST = 'BroadcastExchange'
const BROADCAST_BYTES = 'data size'
/** Deeper plans than these are made by nobody's query. */
const MOST_DEPTH = 5_000
const FUNCTION = /\b([a-z_][a-z0-9_]*)\(/g
const CAST = /\bcast\([^()]* as ([a-z]+)/g

/** What a physical plan tells. */
export interface ReadPlan {
  /** Base names of nodes, and how many there are of each. */
  nodes: Map<string, number>
  /** Operations of its expressions as the catalogue of differences names them: `function:round`, `cast:int`. */
  operations: Set<string>
  /** Accumulators of the sizes of files, and of what was broadcast. */
  fileBytes: Set<number>
  broadcastBytes: Set<number>
  /** Of anything but RDDs; those of them that have no accumulator for their size. */
  scans: number
  scansWithoutMetric: number
  /** Of RDDs: rows of the program, a checkpoint, or what code has read. */
  rddScans: number
}

/** @param isKnown whether the catalogue has an operation; any other word of a plan may be data, and is left where it is */
export function readPlan(root: PlanInfo, isKnown: (operation: string) => boolean): ReadPlan {
  const plan: ReadPlan = {
    nodes: new Map(),
    operations: new Set(),
    fileBytes: new Set(),
    broadcastBytes: new Set(),
    scans: 0,
    scansWithoutMetric: 0,
    rddScans: 0,
  }
  let level = [root]
  for (let depth = 0; level.length > 0 && depth < MOST_DEPTH; depth++) {
    for (const node of level) readNode(node, plan, isKnown)
    level = level.flatMap(({ children }) => children)
  }
  return plan
}

function readNode(
  { nodeName, simpleString, metrics }: PlanInfo,
  plan: ReadPlan,
  isKnown: (operation: string) => boolean,
) {
  const name = baseName(nodeName)
  plan.nodes.set(name, (plan.nodes.get(name) ?? 0) + 1)
  if (RDD_SCANS.has(name)) plan.rddScans += 1
  else if (/^(?:Batch)?Scan\b/.test(name) && /^(?:File|Batch)?Scan|Scan /.test(nodeName)) {
    plan.scans += 1
    if (!metrics.some((metric) => FILE_BYTES.has(metric.name))) plan.scansWithoutMetric += 1
  }
  for (const metric of metrics) {
    if (FILE_BYTES.has(metric.name)) plan.fileBytes.add(metric.accumulatorId)
    if (name === BROADCAST && metric.name === BROADCAST_BYTES) plan.broadcastBytes.add(metric.accumulatorId)
  }
  for (const [, called] of simpleString.matchAll(FUNCTION)) keep(`function:${called}`)
  for (const [, type] of simpleString.matchAll(CAST)) keep(`cast:${type}`)

  function keep(operation: string): void {
    if (isKnown(operation)) plan.operations.add(operation)
  }
}
