import { listedPriceOf } from '../src/pricing/listed-price.ts'
import type { CorePrice } from '../src/qualify/bill.ts'
import type { Run } from '../src/qualify/run.ts'

/** A run that speaks for one machine in all respects. */
export const run = (changes: Partial<Run> = {}): Run => ({
  path: 'logs/app-1',
  gaps: [],
  id: null,
  attempt: null,
  name: 'orders',
  sparkVersion: '4.1.4',
  startedAt: '2026-11-20T02:00:00.000Z',
  wallSeconds: 600,
  isFailed: false,
  coreHours: 1,
  memoryGbHours: 4,
  mostCores: 16,
  mostExecutors: 4,
  master: 'yarn',
  plugins: null,
  executorBytes: 4.4e9,
  peakHeapBytes: 2.5e9,
  peakProcessBytes: 3.6e9,
  occupiedShare: 0.3,
  fittingShare: 0.9,
  replaySeconds: 700,
  replayError: -0.05,
  fileBytes: 4e9,
  readBytes: 1e9,
  outputBytes: 1e8,
  shuffleBytes: 2e9,
  largestShuffleBytes: 1e9,
  largestBroadcastBytes: 1e6,
  spilledBytes: 0,
  gcShare: 0.02,
  tasks: 400,
  failedTasks: 0,
  jobs: 6,
  failedJobs: 0,
  queries: 3,
  rddShare: 0.01,
  isStreaming: false,
  sessions: 0,
  nodes: { portable: ['Project', 'Scan parquet'], work: [], blocking: [], unknown: [] },
  hasPython: false,
  operations: ['function:concat'],
  ...changes,
})

const AWS = { currency: 'USD', incrementSeconds: 1, minimumSeconds: 60, region: 'us-east-1' }

/** What an hour costs where memory is billed apart, one of them found more than a year ago. */
export const CORE_AND_MEMORY: CorePrice = {
  core: listedPriceOf(
    {
      ...AWS,
      name: 'fargate-x86-vcpu',
      unit: 'vCPU',
      perHour: 0.04048,
      source: 'a list',
      asOf: '2023-02-03',
    },
    '2026-11-29',
  ),
  memory: listedPriceOf(
    {
      ...AWS,
      name: 'fargate-x86-memory',
      unit: 'GB',
      perHour: 0.004445,
      readOn: '2026-11-21',
      unverified: true,
    },
    '2026-11-29',
  ),
}

/** As `--core-price 0.05` gives it. */
export const GIVEN_PRICE: CorePrice = {
  core: listedPriceOf(
    {
      name: '--core-price',
      unit: 'core',
      perHour: 0.05,
      currency: 'USD',
      incrementSeconds: 1,
      minimumSeconds: 0,
    },
    '2026-11-29',
  ),
  memory: null,
}
