import { readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { listFiles } from '../src/files/disk.ts'
import type { Run } from '../src/qualify/run.ts'
import { etlCompare, scratch } from './etl-compare.ts'
import { EVENT_LOGS, eventLog, linesOf } from './event-logs.ts'
import { type SeaweedFS, startSeaweedFS } from './servers/seaweedfs.ts'

const SECRET = 'ganz/geheim+1'
const LOGS = 's3://spark/prod/logs'

interface Told {
  jobs: { name: string; runs: Run[] }[]
  logs: { path: string; status: string; reason: string | null; uncompressedBytes: number }[]
  logsFromCache: number
}

let s3: SeaweedFS
let client: S3Client
let folder: Awaited<ReturnType<typeof scratch>>

beforeAll(async () => {
  s3 = await startSeaweedFS('spark', 'tables', SECRET)
  const credentials = { accessKeyId: s3.accessKey, secretAccessKey: SECRET }
  client = new S3Client({ endpoint: s3.endpoint, region: 'us-east-1', forcePathStyle: true, credentials })
  for (const { path } of await listFiles(EVENT_LOGS))
    await put(`prod/logs/${relative(EVENT_LOGS, path)}`, await readFile(path))
  await put('prod/logs-of-others/rdd', eventLog('rdd'))
  await put('prod/logs/folder/', '')
})
beforeEach(async () => {
  folder = await scratch()
  const none = join(folder.path, 'none')
  const own = { AWS_CONFIG_FILE: none, AWS_SHARED_CREDENTIALS_FILE: none, AWS_EC2_METADATA_DISABLED: 'true' }
  const env = { ...s3.env, ...own, ETL_COMPARE_CACHE: join(folder.path, 'cache') }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  return async () => {
    vi.unstubAllEnvs()
    await folder[Symbol.asyncDispose]()
  }
})
afterAll(async () => {
  client?.destroy()
  await s3?.[Symbol.asyncDispose]()
})

const put = (Key: string, Body: string | Uint8Array) =>
  client.send(new PutObjectCommand({ Bucket: 'spark', Key, Body: Buffer.from(Body) }))

async function qualify(...args: string[]): Promise<Told> {
  const { code, stdout, stderr } = await etlCompare(['qualify', ...args, '--json'], folder.path)
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout)
}

/** What was found, whatever the logs are called. */
const unnamed = ({ jobs, logs }: Told) => ({
  jobs: jobs.map((job) => ({ ...job, runs: job.runs.map((run) => ({ ...run, path: '' })) })),
  logs: logs.map(({ status, uncompressedBytes }) => ({ status, uncompressedBytes })),
})

describe('event logs in S3', () => {
  it('come to what the same files on disk come to, and no others are read', async () =>
    expect(unnamed(await qualify(LOGS))).toEqual(unnamed(await qualify(EVENT_LOGS))))

  it('are named as they were asked for, also as Spark names them', async () => {
    for (const path of [`${LOGS}/rdd.gz`, `${LOGS.replace('s3:', 's3a:')}/rdd.gz`])
      expect((await qualify(path)).logs).toMatchObject([{ path, status: 'read' }])
  })

  it('that are rolled are one', async () => {
    const lines = linesOf(eventLog('sales'))
    const half = Math.floor(lines.length / 2)
    await put('rolled/eventlog_v2_app/events_1_app', `${lines.slice(0, half).join('\n')}\n`)
    await put('rolled/eventlog_v2_app/events_2_app', `${lines.slice(half).join('\n')}\n`)
    await put('rolled/eventlog_v2_app/appstatus_app', '')
    const { logs } = await qualify('s3://spark/rolled/')
    expect(logs).toMatchObject([{ path: 's3://spark/rolled/eventlog_v2_app', status: 'read' }])
  })

  it('are read again only where an object has changed', async () => {
    await put('changing/a', eventLog('rdd'))
    await put('changing/b', eventLog('sales'))
    const path = 's3://spark/changing'
    expect((await qualify(path)).logsFromCache).toBe(0)
    expect((await qualify(path)).logsFromCache).toBe(2)
    await put('changing/b', eventLog('merged'))
    const { logsFromCache, jobs } = await qualify(path)
    expect(logsFromCache).toBe(1)
    expect(jobs.map(({ name }) => name).toSorted()).toEqual(['merged', 'rdd'])
  })

  it('are opened with the login of a profile', async () => {
    const config = join(folder.path, 'config')
    const login = [`aws_access_key_id = ${s3.accessKey}`, `aws_secret_access_key = ${SECRET}`]
    await writeFile(config, ['[profile logs]', 'region = us-east-1', ...login, ''].join('\n'))
    vi.stubEnv('AWS_CONFIG_FILE', config)
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION'])
      vi.stubEnv(name, undefined)
    vi.stubEnv('AWS_PROFILE', 'logs')
    expect((await qualify(`${LOGS}/rdd.gz`)).logs).toMatchObject([{ status: 'read' }])
  })

  it.each<[string, string, Record<string, string | undefined>, string]>([
    ['a bucket that is not there', 's3://nowhere/logs', {}, 'objectsMissing'],
    ['a prefix that is not there', 's3://spark/nothing', {}, 'eventLogMissing'],
    ['a part of a name', 's3://spark/prod/log', {}, 'eventLogMissing'],
    ['a wrong key', LOGS, { AWS_SECRET_ACCESS_KEY: 'falsch' }, 'storeUnreachable'],
    [
      'no login',
      LOGS,
      { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
      'storeUnreachable',
    ],
    ['no server', LOGS, { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, 'storeUnreachable'],
  ])('with %s are a mistake, whose words have no secret', async (_, path, env, code) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
    const ended = await etlCompare(['qualify', path], folder.path)
    expect(ended).toMatchObject({ code: 2, mistake: { code, data: { path } } })
    for (const secret of [SECRET, 'falsch', s3.accessKey]) expect(ended.stderr).not.toContain(secret)
  })
})
