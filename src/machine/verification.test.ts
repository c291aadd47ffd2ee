import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Meter, readVerification, rememberChecks } from './verification.ts'

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

const PROCESS: Meter = { name: 'process', daemon: null }
const inside = (daemon: string): Meter => ({ name: 'inside', daemon })
const right = (...meters: Meter[]) =>
  rememberChecks(
    meters.map((meter) => ({ meter, isTrusted: true })),
    when,
  )
const verified = async (...meters: Meter[]) => meters.map(await readVerification())

describe('a meter', () => {
  it('is not verified before it was checked', async () => {
    expect(await verified(PROCESS, inside('27.0'))).toEqual([false, false])
  })

  it('is verified where it was found right, and not where it was found wrong', async () => {
    const outside = { name: 'outside', daemon: '27.0' }
    await right(PROCESS, inside('27.0'))
    await rememberChecks([{ meter: outside, isTrusted: false }], when)
    expect(await verified(PROCESS, inside('27.0'), outside)).toEqual([true, true, false])
  })

  it('of containers has to be checked anew with another daemon, that of processes has not', async () => {
    await right(PROCESS, inside('27.0'))
    expect(await verified(PROCESS, inside('28.0'))).toEqual([true, false])
  })

  it.each(['tool', 'hostClass', 'kernel'])('has to be checked anew with another %s', async (what) => {
    await right(PROCESS)
    const file = join(folder, 'verified.json')
    const checks = JSON.parse(await readFile(file, 'utf8')) as { process: Record<string, unknown> }
    await writeFile(file, JSON.stringify({ process: { ...checks.process, [what]: 'another' } }))
    expect(await verified(PROCESS)).toEqual([false])
  })

  it('that was checked before stays so where a later check could not reach it', async () => {
    await right(inside('27.0'))
    await right(PROCESS)
    expect(await verified(PROCESS, inside('27.0'))).toEqual([true, true])
  })
})
