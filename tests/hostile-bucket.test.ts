import { readdir } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { etlCompare, scratch } from './etl-compare.ts'
import { configWith } from './lakehouse/lakehouse.ts'

/** An S3 server with one bucket, whose objects may be called anything. */
let server: Server
let keys: string[]
const CONTENT = 'id\n1\n'

const listed = (key: string) =>
  `<Contents><Key>${key}</Key><LastModified>2026-11-20T00:00:00.000Z</LastModified><ETag>"0"</ETag><Size>${CONTENT.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`
const listing = () =>
  `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>lake</Name><Prefix></Prefix><KeyCount>${keys.length}</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>${keys.map(listed).join('')}</ListBucketResult>`

beforeAll(async () => {
  server = createServer(({ method, url = '' }, response) => {
    const key = /^\/lake\/([^?]+)/.exec(url)?.[1]
    if (key === undefined) response.end(url.includes('list-type=2') ? listing() : '')
    else if (!keys.includes(key)) response.writeHead(404).end()
    else response.writeHead(200, { 'content-length': CONTENT.length }).end(method === 'HEAD' ? '' : CONTENT)
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.on('listening', done))
})
afterAll(() => server?.close())

describe('objects of a bucket', { timeout: 300_000 }, () => {
  const read = async (folder: string, ...named: string[]) => {
    keys = named
    const env = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'someone',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'us-east-1',
      TMPDIR: join(folder, 'temporary'),
    }
    return etlCompare(['fingerprint', 's3://lake/orders/', '--json'], folder, env)
  }

  it('are read where their names are paths', async () => {
    await using folder = await scratch({ 'etl-compare.yml': configWith({}), 'temporary/kept': '' })
    const { code, stdout, stderr } = await read(folder.path, 'orders/a.csv')
    expect(code, stderr).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ tables: [{ rows: 1 }] })
  })

  it.each(['orders/../../../../evil.csv', 'orders/./a.csv', 'orders//a.csv'])(
    'are refused where one is called %s, and none is written elsewhere',
    async (name) => {
      await using folder = await scratch({ 'etl-compare.yml': configWith({}), 'temporary/kept': '' })
      const { mistake } = await read(folder.path, 'orders/a.csv', name)
      expect(mistake).toMatchObject({ data: { detail: `no file can be called lake/${name}` } })
      const names = await readdir(folder.path, { recursive: true })
      expect(names.filter((each) => each.endsWith('evil.csv'))).toEqual([])
    },
  )
})
