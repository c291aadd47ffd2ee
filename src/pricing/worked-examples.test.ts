import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Platform } from '../model/config/platforms.ts'
import { priceGroups, pricesOf } from '../model/config/price-book.ts'
import { billOf } from './bill.ts'

const book = pricesOf(
  priceGroups(readFileSync(new URL('../model/config/price-book.yml', import.meta.url), 'utf8')),
)
/** Prices of the book, each with the units that a node has. */
const platform = (units: Record<string, number>, changes: Partial<Platform> = {}): Platform => ({
  prices: Object.entries(units).map(([name, count]) => {
    const price = book[name]
    if (!price) throw new Error(`the book has no ${name}`)
    return { ...price, name, units: count }
  }),
  nodes: 1,
  startupSeconds: 0,
  idleSeconds: 0,
  ...changes,
})

const cluster = { nodes: 3, startupSeconds: 480, idleSeconds: 300 }

/** By hand: what is billed, seconds measured, and nodes × Σ (units × price × billed time). */
it.each([
  ['a runner: 61 s are 2 minutes', platform({ 'github-linux-2-core': 1 }), 61, 2 * 0.006],
  ['a runner: 60 s are 1 minute', platform({ 'github-linux-2-core': 1 }), 60, 1 * 0.006],
  ['a runner: 0.4 s are 1 minute', platform({ 'github-linux-16-core': 1 }), 0.4, 1 * 0.042],
  ['a machine: 10.2 s are the minimum of 60', platform({ 'ec2-m6i.xlarge': 1 }), 10.2, (60 * 0.192) / 3600],
  ['a machine: 90.1 s are 91', platform({ 'ec2-m6i.xlarge': 1 }), 90.1, (91 * 0.192) / 3600],
  [
    'EMR: 3 nodes for 8 min of start-up, 120 s and 5 min idle are 900 s of machine and surcharge each',
    platform({ 'ec2-m6i.xlarge': 1, 'emr-m6i.xlarge': 1 }, cluster),
    120,
    3 * ((900 * 0.192) / 3600 + (900 * 0.048) / 3600),
  ],
  [
    'EMR Serverless: 4 vCPU and 16 GB for 300 s',
    platform({ 'emr-serverless-vcpu': 4, 'emr-serverless-memory': 16 }),
    300,
    (4 * 0.052624 * 300) / 3600 + (16 * 0.0057785 * 300) / 3600,
  ],
  ['Glue: 10 DPU for 45 s are billed 60 s', platform({ 'glue-dpu': 10 }), 45, (10 * 0.44 * 60) / 3600],
  [
    'Fargate: 2 vCPU and 8 GB for 40 s, of which an image takes 30 s more',
    platform({ 'fargate-x86-vcpu': 2, 'fargate-x86-memory': 8 }, { startupSeconds: 30 }),
    40,
    (2 * 0.04048 * 70) / 3600 + (8 * 0.004445 * 70) / 3600,
  ],
  [
    'Lambda: 2 GB for 1.2346 s are 1,235 ms',
    platform({ 'lambda-x86-memory': 2 }),
    1.2346,
    2 * 0.0000166667 * 1.235,
  ],
  [
    'Dataproc: 2 nodes of 4 vCPU for 90 s of start-up and 600 s',
    platform({ 'gce-n2-standard-4': 1, 'dataproc-vcpu': 4 }, { nodes: 2, startupSeconds: 90 }),
    600,
    2 * ((0.194236 * 690) / 3600 + (4 * 0.01 * 690) / 3600),
  ],
  [
    'Dataproc Serverless: 12 DCU for an hour',
    platform({ 'dataproc-serverless-standard': 12 }),
    3600,
    12 * 0.06,
  ],
  [
    'Cloud Run: 2 vCPU and 4 GiB for 61.23 s are 61.3',
    platform({ 'cloud-run-vcpu': 2, 'cloud-run-memory': 4 }),
    61.23,
    2 * 0.000018 * 61.3 + 4 * 0.000002 * 61.3,
  ],
  [
    'Databricks: 4 nodes, each a machine and 0.69 DBU an hour, for 5 min of start-up and 10 min',
    platform({ 'ec2-m5d.xlarge': 1, 'databricks-aws-jobs-premium': 0.69 }, { nodes: 4, startupSeconds: 300 }),
    600,
    4 * ((0.226 * 900) / 3600 + (0.69 * 0.15 * 900) / 3600),
  ],
])('%s', (_, where, seconds, bill) => expect(billOf(where, seconds)).toBeCloseTo(bill, 10))
