import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findMeterPython, findPython, requireMeterPython } from './python.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'python-test-'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

/** Puts a program of the shell in the place of python3. */
async function standIn(script: string): Promise<void> {
  await writeFile(join(folder, 'python3'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  vi.stubEnv('PATH', folder)
}

const tells = (version: number[], obstacle: string | null) =>
  `echo '${JSON.stringify({ path: '/opt/python3', version, obstacle })}'`

describe('the Python of this machine', () => {
  it('is one path, whoever looks for it', async () => {
    const path = await findPython()
    expect(isAbsolute(path)).toBe(true)
    expect(await findMeterPython()).toEqual({ python: path })
    expect(await requireMeterPython()).toEqual({ path, version: expect.stringMatching(/^3\.\d+\.\d+$/) })
  })

  it('is missing where none is on the PATH', async () => {
    vi.stubEnv('PATH', folder)
    expect(await findMeterPython()).toEqual({
      reason: 'python3 was not found, and measuring needs 3.9 or newer',
    })
    await expect(findPython()).rejects.toMatchObject({ code: 'pythonMissing' })
    await expect(requireMeterPython()).rejects.toMatchObject({ code: 'pythonMissing' })
  })

  it('is as good as missing where it does not run, with its last words told', async () => {
    await standIn('echo first >&2; echo last words >&2; exit 127')
    expect(await findMeterPython()).toEqual({ reason: 'python3 cannot measure here: last words' })
    await expect(findPython()).rejects.toMatchObject({
      code: 'pythonMissing',
      data: { reason: 'python3 cannot measure here: last words' },
    })
  })

  it('measures from 3.9 on', async () => {
    await standIn(tells([3, 8, 10], 'python3 is older than 3.9'))
    expect(await findMeterPython()).toEqual({
      reason: 'python3 cannot measure here: python3 is older than 3.9',
    })
    await expect(requireMeterPython()).rejects.toMatchObject({
      code: 'pythonTooOld',
      data: { path: '/opt/python3', version: '3.8.10' },
    })
    expect(await findPython()).toBe('/opt/python3')
    await standIn(tells([3, 9, 0], null))
    expect(await findMeterPython()).toEqual({ python: '/opt/python3' })
  })

  it('cannot measure where the system lacks what the meter needs', async () => {
    await standIn(tells([3, 12, 1], 'PermissionError: [Errno 1] Operation not permitted'))
    expect(await findMeterPython()).toEqual({
      reason: 'python3 cannot measure here: PermissionError: [Errno 1] Operation not permitted',
    })
    expect(await requireMeterPython()).toEqual({ path: '/opt/python3', version: '3.12.1' })
  })
})
