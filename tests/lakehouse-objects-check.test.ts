import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts } from '../src/machine/free-ports.ts'
import { etlCompare, root, scratch } from './etl-compare.ts'
import { type SeaweedFS, startSeaweedFS } from './servers/seaweedfs.ts'

const SECRET = 'ganz/geheim+2'

/** A job that writes below a prefix of a bucket. */
const configOf = (bucket: string) =>
  JSON.stringify({
    version: 1,
    stacks: { pythonic: { project: `${root}/docker/pythonic` } },
    jobs: {
      orders: {
        input: 'input.csv',
        baseline: 'old',
        engines: { old: { run: ['true'] }, new: { run: ['true'] } },
        tables: {
          orders: { at: `s3://${bucket}/trials/{namespace}/orders` },
          rates: { at: `s3://${bucket}/trials/{namespace}/rates.csv` },
        },
      },
    },
  })

describe('check of a job that writes to S3', { timeout: 300_000 }, () => {
  let s3: SeaweedFS
  let folder: string
  let removed: AsyncDisposable
  beforeAll(async () => {
    const made = await scratch({ 'input.csv': 'id\n1\n' })
    ;[folder, removed] = [made.path, made]
    s3 = await startSeaweedFS('lake', 'tables', SECRET)
  })
  afterAll(async () => {
    await s3?.[Symbol.asyncDispose]()
    await removed[Symbol.asyncDispose]()
  })

  async function check(bucket: string, env: Record<string, string> = {}) {
    await writeFile(`${folder}/etl-compare.yml`, configOf(bucket))
    const { code, stdout, stderr } = await etlCompare(['check'], folder, { ...s3.env, ...env })
    return { code, lines: stdout.split('\n').filter((line) => line.includes(' s3:')), shown: stdout + stderr }
  }

  it('says once for each prefix what reads it', async () => {
    const { code, lines } = await check('lake')
    expect(lines).toEqual([
      expect.stringMatching(/^✓ s3:\/\/lake\/trials\/: read by pyarrow \S+ of .*python/),
    ])
    expect(code).toBe(0)
  })

  it('finds a bucket that is not there', async () => {
    const { code, lines } = await check('nowhere')
    expect(lines).toEqual([expect.stringMatching(/^✕ s3:\/\/nowhere\/trials\/: The bucket .* was not found/)])
    expect(code).toBe(2)
  })

  it.each([
    ['secret', { AWS_SECRET_ACCESS_KEY: 'ganz/falsch' }],
    ['key', { AWS_ACCESS_KEY_ID: 'niemand' }],
  ])('finds a wrong %s, and shows no secret', async (_, env) => {
    const { code, lines, shown } = await check('lake', env)
    expect(lines).toEqual([expect.stringMatching(/^✕ s3:\/\/lake\/trials\/: .*could not be used: .*login/)])
    expect(shown).not.toContain('ganz/')
    expect(code).toBe(2)
  })

  it('finds a server that does not answer', async () => {
    const [port] = await freePorts(1)
    const { code, lines } = await check('lake', { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` })
    expect(lines).toEqual([expect.stringMatching(/^✕ s3:\/\/lake\/trials\/: .*could not be used: /)])
    expect(code).toBe(2)
  })
})
