import { formatBytes } from '../units/bytes.ts'
import { formatDuration } from '../units/duration.ts'

/** What the tool knows of a measure: table, statistics and report iterate this registry. */
export interface MeasureDefinition {
  label: string
  unit: 'ms' | 's' | 'bytes' | '%' | 'count'
  /** Which side wins; `none` where less is neither good nor bad. */
  direction: 'lower' | 'higher' | 'none'
  /** How the steps of a trial become one figure. */
  combine: 'sum' | 'max' | 'derived'
  /** Only steps that have this measure count, if any has it: of the others there was nothing to measure. */
  among?: 'pullMs' | 'startMs'
  /** A JVM takes what its heap is allowed, whatever its program needs: where one may have run, nobody wins by it. */
  ofHeap?: true
  /** Row of the comparison table, in this order, always or where an engine reported it; absent: recorded, but not a row. */
  isRow?: true | 'if reported'
  format(value: number): string
}

const milliseconds = (value: number) => formatDuration(value / 1000)
const percent = (value: number) => `${value.toFixed(0)} %`
const seconds = (value: number) => formatDuration(value)
const count = (value: number) => value.toLocaleString('en')

/** `0.42 ms`, `8.3 ms`, `1,240 ms`: three digits at the least. */
const formatLatency = (value: number) => `${formatAmount(value)} ms`
const formatAmount = (value: number) =>
  value < 100 ? `${Number(value.toPrecision(value < 1 ? 2 : 3))}` : Math.round(value).toLocaleString('en')

const time = (label: string) =>
  ({ label, unit: 'ms', direction: 'lower', combine: 'sum', format: milliseconds }) as const
const memory = (label: string) =>
  ({ label, unit: 'bytes', direction: 'lower', combine: 'max', format: formatBytes }) as const
const latency = (label: string) =>
  ({ label, unit: 'ms', direction: 'lower', combine: 'max', format: formatLatency }) as const
const amount = (label: string) =>
  ({ label, unit: 'count', direction: 'none', combine: 'max', format: formatAmount }) as const
const bytes = (label: string) =>
  ({ label, unit: 'bytes', direction: 'none', combine: 'sum', format: formatBytes }) as const
const cpu = (label: string) =>
  ({ label, unit: 's', direction: 'lower', combine: 'sum', format: seconds }) as const
const share = (label: string) =>
  ({ label, unit: '%', direction: 'none', combine: 'derived', format: percent }) as const

/**
 * Every measure of a trial. A new one is one entry here.
 *
 * The clock's parts are disjoint: pull, start (create to process), init (process to `ready`), work (to exit).
 * Total is start + init + work; execution is what remains of it without the start. Where an engine, or a step of it,
 * doesn't say when it is ready, init is null and part of the work.
 */
export const MEASURES = {
  pullMs: { ...time('Image pull'), among: 'pullMs', isRow: true },
  startMs: { ...time('Container start'), among: 'startMs', isRow: true },
  /** Of the start: until a cluster has given it a node. */
  scheduleMs: { ...time('Start: scheduling'), among: 'startMs', isRow: 'if reported' },
  initMs: time('Engine start-up'),
  workMs: time('Work'),
  executionMs: { ...time('Execution'), combine: 'derived', isRow: true },
  totalMs: { ...time('Total'), combine: 'derived', isRow: true },
  /** Of a service: from its start to the first healthy answer. */
  coldStartMs: { ...time('Cold start'), isRow: 'if reported' },
  p50Ms: { ...latency('Latency p50'), isRow: 'if reported' },
  p95Ms: { ...latency('Latency p95'), isRow: 'if reported' },
  p99Ms: { ...latency('Latency p99'), isRow: 'if reported' },
  maxMs: { ...latency('Latency max'), isRow: 'if reported' },
  /** Answered well: open loop, so it is the rate unless the service can't keep up. */
  requestsPerSecond: { ...amount('Answers a second'), isRow: 'if reported' },
  peakAnonBytes: { ...memory('Peak memory'), ofHeap: true, isRow: true },
  idleBytes: { ...memory('Memory idle'), ofHeap: true, isRow: 'if reported' },
  loadBytes: { ...memory('Memory under load'), ofHeap: true, isRow: 'if reported' },
  /** The most that was in use after a full collection: at least so much of its heap a JVM needs. */
  heapAfterFullGcBytes: { ...memory('Heap after full GCs'), direction: 'none', isRow: 'if reported' },
  peakKernelBytes: { ...memory('Peak memory with page cache'), ofHeap: true },
  avgCpuPercent: { ...share('Average CPU'), isRow: true },
  cpuSeconds: { ...cpu('CPU-seconds'), isRow: true },
  cpuPerRequestMs: { ...latency('CPU per request'), isRow: 'if reported' },
  cpuUserSeconds: cpu('CPU-seconds, user'),
  cpuSystemSeconds: cpu('CPU-seconds, system'),
  throttledSeconds: cpu('Throttled'),
  othersPercent: share('Cores used by others'),
  pulledBytes: { ...bytes('Pulled from the registry'), among: 'pullMs' },
  readBytes: bytes('Read from disk'),
  writtenBytes: bytes('Written to disk'),
  outputBytes: bytes('Output'),
  outputFiles: { label: 'Output files', unit: 'count', direction: 'none', combine: 'sum', format: count },
} as const satisfies Record<string, MeasureDefinition>

export type MeasureName = keyof typeof MEASURES

export const measureNames = Object.keys(MEASURES) as MeasureName[]

/** The rows of the comparison table, in their order. */
export const tableRows = measureNames.filter((name) => 'isRow' in MEASURES[name])
