import { copyFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { etlCompare, root } from '../etl-compare.ts'
import { recordOf } from '../record-of.ts'
import { type SeaweedFS, startSeaweedFS } from '../servers/seaweedfs.ts'
import { type Claim, claim, jobOn, kubectl, RUN } from './cluster.ts'

const SECRET = 'ganz/geheim+1'
const LOAD = `import sys
import polars as pl
pl.read_csv(sys.argv[1]).write_parquet(sys.argv[2] + "/all.parquet", storage_options={"aws_allow_http": "true"})`
/** Polars reaches no server without some, and the image has none. */
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt'

let ours: Claim
let s3: SeaweedFS
beforeAll(async () => {
  ours = await claim()
  vi.stubEnv('KUBECONFIG', ours.kubeconfig)
  s3 = await startSeaweedFS('lake', 'tables', SECRET, await sharedAddress())
})
afterAll(async () => {
  await s3?.[Symbol.asyncDispose]()
  await ours?.[Symbol.asyncDispose]()
})

/** An address of this machine that pods reach: where the API server is, if it runs here, else that of a network. */
async function sharedAddress(): Promise<string> {
  const service = ['get', 'service', 'kubernetes', '-n', 'default', '-o', 'jsonpath={.spec.clusterIP}']
  const api = await kubectl(service)
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  const own = all.filter(({ family }) => family === 'IPv4').map(({ address }) => address)
  return own.find((address) => address === api) ?? own.find((address) => !address.startsWith('127.')) ?? api
}

it('engines in pods write to S3, and their tables are compared there', async () => {
  const place = 's3://lake/trials/{namespace}/orders'
  const polars = {
    command: ['python', '-c', LOAD, '{input}', place],
    mounts: `[{ source: certificates.crt, target: ${CERTIFICATES} }]`,
  }
  const folder = await jobOn(
    ours,
    { base: polars, other: polars },
    {
      // It reads what they wrote.
      limits: `stacks: { pythonic: { project: ${root}/docker/pythonic } }\nlimits: { cpus: 1, memory: 512MiB }`,
      table: `{ key: [id], at: '${place}' }`,
      more: `    env: ${JSON.stringify(s3.env)}\n`,
    },
  )
  await copyFile(CERTIFICATES, join(folder, 'certificates.crt'))
  const { code, stderr } = await etlCompare(RUN, folder, s3.env)
  expect(code, stderr).toBe(0)
  const run = await recordOf(folder)
  expect(run.parity.outcome).toBe('exact')
  expect(run.trials.map(({ runner, tables }) => [runner, tables.orders?.rows])).toEqual(
    Array(4).fill(['kubernetes', 2]),
  )
  expect(JSON.stringify(run)).not.toContain(SECRET)
  expect(await ours.left()).toEqual([])
})
