import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts } from '../../src/machine/free-ports.ts'
import { root } from '../etl-compare.ts'
import { startServer } from './server.ts'

const ACCESS_KEY = 'etl-compare-test'

/** An S3 server of a test's own, with a REST catalog of Iceberg over it. */
export interface SeaweedFS extends AsyncDisposable {
  /** `http://127.0.0.1:…` by default, of the S3 server and of the catalog. */
  endpoint: string
  catalog: string
  accessKey: string
  secretKey: string
  /** By which programs find it: endpoint and keys, as AWS calls them. */
  env: Record<string, string>
  stop(): Promise<void>
}

/**
 * Starts one in a folder of its own, which is removed with it.
 *
 * @param warehouse a bucket of the REST catalog's own
 * @param address of this machine, at which alone it listens
 */
export async function startSeaweedFS(
  bucket: string,
  warehouse: string,
  secretKey: string,
  address = '127.0.0.1',
): Promise<SeaweedFS> {
  const folder = await mkdtemp(join(tmpdir(), 'etl-compare-s3-'))
  const parts = ['s3.port', 's3.port.iceberg', 'master.port', 'volume.port', 'filer.port', 'admin.port']
  const names = parts.flatMap((name) => (name === 's3.port.iceberg' ? [name] : [name, `${name}.grpc`]))
  const ports = await freePorts(names.length)
  const port = (name: string) => ports[names.indexOf(name)]
  const credentials = [{ accessKey: ACCESS_KEY, secretKey }]
  const identity = { name: 'etl', credentials, actions: ['Admin', 'Read', 'Write', 'List', 'Tagging'] }
  await writeFile(join(folder, 's3.json'), JSON.stringify({ identities: [identity] }))
  const options = [
    ...[
      '-dir=.',
      `-ip=${address}`,
      `-ip.bind=${address}`,
      '-s3.config=s3.json',
      `-bucket=${bucket}`,
      `-tableBucket=${warehouse}`,
    ],
    ...['-master.telemetry=false', '-admin.ui=false', '-webdav=false', '-s3.port.lance=0'],
    ...['-s3.autoCreateBucket=false', `-filer.localSocket=${folder}/filer`, `-s3.localSocket=${folder}/s3`],
    ...names.map((name) => `-${name}=${port(name)}`),
  ]
  const endpoint = `http://${address}:${port('s3.port')}`
  const server = await startServer([join(root, '.venv/bin/weed'), 'mini', ...options], { cwd: folder }, () =>
    requireBuckets(`http://${address}:${port('filer.port')}`, [bucket, warehouse]),
  )
  return {
    ...{ endpoint, catalog: `http://${address}:${port('s3.port.iceberg')}` },
    ...{ accessKey: ACCESS_KEY, secretKey, stop: server.stop },
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: ACCESS_KEY,
      AWS_SECRET_ACCESS_KEY: secretKey,
      AWS_REGION: 'us-east-1',
    },
    async [Symbol.asyncDispose]() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** It makes the buckets once it is up; the S3 server answers 403 whether or not they are there, its filer knows. */
async function requireBuckets(filer: string, buckets: string[]): Promise<void> {
  for (const bucket of buckets) {
    const { status } = await fetch(`${filer}/buckets/${bucket}/`, { method: 'HEAD' })
    if (status !== 200) throw new Error(`${bucket}: ${status}`)
  }
}
