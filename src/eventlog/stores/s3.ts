import type { Readable } from 'node:stream'
import type { S3Client, _Object as S3Object } from '@aws-sdk/client-s3'
import { UserError } from '../../errors.ts'
import { Search } from '../../files/search.ts'
import { DamagedLog } from '../damage.ts'
import type { LogFile, LogStore } from './store.ts'

/** Spark calls it `s3a`. */
const ADDRESS = /^(s3a?:\/\/)([^/]+)\/*(.*)$/i

/** A bucket, and the key of an object or the prefix of many. */
interface Place {
  scheme: string
  bucket: string
  key: string
}

interface Found {
  key: string
  bytes: number
  etag: string
}

/** S3, or what speaks like it; found and opened by the variables and profiles of AWS. */
export const S3: LogStore = {
  matches: (path) => ADDRESS.test(path),
  async list(path, signal) {
    const [, scheme = '', bucket = '', key = ''] = ADDRESS.exec(path) ?? []
    const place = { scheme, bucket, key: key.replace(/\/+$/, '') }
    try {
      const client = await connect()
      const found = await listObjects(client, place, path, signal)
      return found.map((object) => fileOf(client, place, object))
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof UserError) throw error
      if (error instanceof Error && error.name === 'NoSuchBucket')
        throw new UserError('objectsMissing', { path, isBucket: true })
      throw new UserError('storeUnreachable', { path, detail: detailOf(error) })
    }
  },
}

/** The client is large, and who reads from disk does not load it. */
const sdk = () => import('@aws-sdk/client-s3')

async function connect(): Promise<S3Client> {
  const { S3Client } = await sdk()
  const isElsewhere = Boolean(process.env.AWS_ENDPOINT_URL_S3 || process.env.AWS_ENDPOINT_URL)
  // Servers that are not Amazon's have no host name for each bucket.
  return new S3Client({ forcePathStyle: isElsewhere, followRegionRedirects: true })
}

/** All objects below a prefix, as if that were a folder; else the object of that name. */
async function listObjects(
  client: S3Client,
  { bucket, key }: Place,
  path: string,
  signal: AbortSignal,
): Promise<Found[]> {
  const { ListObjectsV2Command, paginateListObjectsV2 } = await sdk()
  using search = new Search(path, signal)
  const found: Found[] = []
  const below = { Bucket: bucket, ...(key !== '' && { Prefix: `${key}/` }) }
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, below, { abortSignal: signal })) {
    for (const object of Contents) {
      search.count()
      found.push(...toFound(object))
    }
  }
  if (found.length > 0 || key === '') return found
  const named = new ListObjectsV2Command({ Bucket: bucket, Prefix: key, MaxKeys: 1 })
  const { Contents: [object] = [] } = await client.send(named, { abortSignal: signal })
  return object?.Key === key ? toFound(object) : []
}

/** An object that ends with / stands for a folder. */
const toFound = ({ Key = '', Size = 0, ETag = '' }: S3Object): Found[] =>
  Key === '' || Key.endsWith('/') ? [] : [{ key: Key, bytes: Size, etag: ETag }]

const fileOf = (client: S3Client, { scheme, bucket }: Place, { key, bytes, etag }: Found): LogFile => ({
  ...{ path: `${scheme}${bucket}/${key}`, place: `s3://${bucket}/${key}`, bytes, version: etag },
  open: (signal) => readObject(client, { Bucket: bucket, Key: key, IfMatch: etag }, signal),
})

async function* readObject(
  client: S3Client,
  object: { Bucket: string; Key: string; IfMatch: string },
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const { GetObjectCommand } = await sdk()
  try {
    const { Body } = await client.send(new GetObjectCommand(object), { abortSignal: signal })
    yield* Body as Readable
  } catch (error) {
    signal.throwIfAborted()
    throw new DamagedLog({ kind: 'unreadable', detail: detailOf(error) })
  }
}

/** `AccessDenied: Access Denied`; of a connection that fails, its code may be all there is. */
function detailOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { name, message } = error
  const code = 'code' in error ? String(error.code) : name
  return message.includes(code) || message === '' ? message || code : `${code}: ${message}`
}
