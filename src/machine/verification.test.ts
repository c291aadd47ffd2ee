import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { rememberChecks, verifiedMeters } from './verification.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verification-test-'))
  vi.stubEnv('ETL_COMPARE_CACHE', folder)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const when = new Date('2026-11-21T00:00:00Z')

describe('a meter', () => {
  it('is not verified before it was checked', async () => {
    expect(await verifiedMeters('27.0')).toEqual(new Set())
  })

  it('is verified where it was found right, and not where it was found wrong', async () => {
    await rememberChecks({ process: true, inside: true, outside: false }, '27.0', when)
    expect(await verifiedMeters('27.0')).toEqual(new Set(['process', 'inside']))
  })

  it('of containers has to be checked anew with another daemon, that of processes has not', async () => {
    await rememberChecks({ process: true, inside: true }, '27.0', when)
    expect(await verifiedMeters('28.0')).toEqual(new Set(['process']))
    expect(await verifiedMeters(null)).toEqual(new Set(['process']))
  })

  it.each(['tool', 'hostClass', 'kernel'])('has to be checked anew with another %s', async (what) => {
    await rememberChecks({ process: true }, null, when)
    const file = join(folder, 'verified.json')
    const checks = JSON.parse(await readFile(file, 'utf8')) as { process: Record<string, unknown> }
    await writeFile(file, JSON.stringify({ process: { ...checks.process, [what]: 'another' } }))
    expect(await verifiedMeters(null)).toEqual(new Set())
  })

  it('that was checked before stays so where a later check could not reach it', async () => {
    await rememberChecks({ inside: true }, '27.0', when)
    await rememberChecks({ process: true }, null, when)
    expect(await verifiedMeters('27.0')).toEqual(new Set(['process', 'inside']))
  })
})
