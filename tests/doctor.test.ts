import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { allowedCpus } from '../src/machine/host.ts'
import { announceMeasuring } from '../src/machine/measuring.ts'
import { burnCores } from './burners.ts'
import { noDocker, titled } from './docker.ts'
import { scratch, start, startImpatient } from './etl-compare.ts'
import { recordOf } from './record-of.ts'

const NO_DAEMON = { DOCKER_HOST: 'unix:///no/such.sock' }
const CONFIG = `version: 1
jobs:
  orders:
    input: input.csv
    baseline: base
    engines:
      base: { run: [sh, -c, 'cp input.csv "$ETL_OUTPUT/orders.csv"'] }
      other: { run: [sh, -c, 'cp input.csv "$ETL_OUTPUT/orders.csv"'] }
    tables: { orders: { key: [id] } }
`

/** A folder with a job and a cache of its own. */
async function place() {
  const folder = await scratch({ 'etl-compare.yml': CONFIG, 'input.csv': 'id\n1\n' })
  return { folder, env: { ...NO_DAEMON, ETL_COMPARE_CACHE: join(folder.path, 'cache') } }
}

/** A program of the shell that stands before the machine's own. */
async function program(folder: string, name: string, script: string): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, `#!/bin/sh\n${script}\n`)
  await chmod(path, 0o755)
}

/** Other work may well run on the machine of the tests. */
const isBusy = (stdout: string): boolean => /^✕ load: BUSY/m.test(stdout)

const problemsIn = (stdout: string): number => stdout.match(/^✕/gm)?.length ?? 0

async function metersOf(folder: string): Promise<string[]> {
  const { trials } = await recordOf(folder)
  return trials.map(({ meter }) => meter)
}

describe('doctor', () => {
  it('checks the process meter by a known load, which later runs then call verified', async () => {
    const { folder, env } = await place()
    await using _ = folder
    await startImpatient(['run'], folder.path, env).ended
    expect(await metersOf(folder.path)).toEqual(Array(4).fill('unverified'))
    const { code, stdout } = await start(['doctor'], folder.path, env).ended
    expect(stdout).toMatch(/^✓ {2}process +Peak memory +\d+ MB +\d+ MB +[+-]?\d\.\d % +± 3 %$/m)
    expect(stdout).toMatch(/^✓ {2}process +CPU-seconds /m)
    expect(stdout).toMatch(/^✓ figures of a process: verified/m)
    expect(stdout).toMatch(/^– Docker: .*unix:\/\/\/no\/such.sock/m)
    expect([code, problemsIn(stdout)]).toEqual(isBusy(stdout) ? [2, 1] : [0, 0])
    await startImpatient(['run'], folder.path, env).ended
    expect(await metersOf(folder.path)).toEqual(Array(4).fill('verified'))
  })

  it('says what to fix and exits with 2 where there is no Python for the meter', async () => {
    const { folder, env } = await place()
    await using _ = folder
    for (const name of ['python3', 'java']) await program(folder.path, name, 'exit 127')
    const path = `${folder.path}:${process.env.PATH}`
    const { code, stdout } = await start(['doctor'], folder.path, { ...env, PATH: path, JAVA_HOME: '' }).ended
    expect(stdout).toMatch(/^✕ Python: python3 /m)
    expect(stdout).toMatch(/^– Java: /m)
    expect(problemsIn(stdout)).toBe(isBusy(stdout) ? 2 : 1)
    expect(code).toBe(2)
  })

  it('calls no busy machine fit: it says how busy, what that does to figures, and who else measures', async () => {
    const { folder, env } = await place()
    await using _ = folder
    await using __ = await burnCores(await allowedCpus())
    using ___ = await announceMeasuring()
    const { code, stdout } = await start(['doctor'], folder.path, env).ended
    expect(stdout).toMatch(/^✕ load: BUSY: .* \d+ % busy .* \d+ s .* \d+\.\d/m)
    expect(stdout).toMatch(new RegExp(`^✕ other runs: .*\\(${process.pid}\\)`, 'm'))
    expect(code).toBe(2)
  })

  it('refuses a Python that is too old for the meter', async () => {
    const { folder, env } = await place()
    await using _ = folder
    const python = join(folder.path, 'python3')
    const found = JSON.stringify({ path: python, version: [3, 8, 10], obstacle: null })
    await program(folder.path, 'python3', `echo '${found}'`)
    const path = `${folder.path}:${process.env.PATH}`
    const { code, stdout } = await start(['doctor'], folder.path, { ...env, PATH: path }).ended
    expect(stdout).toContain(`✕ Python: ${python} is Python 3.8.10`)
    expect(code).toBe(2)
  })
})

describe.skipIf(noDocker)(titled('doctor, with a daemon', noDocker), () => {
  it('checks the daemon, and both meters of containers where an image has a Python', async () => {
    const { folder, env } = await place()
    await using _ = folder
    const { stdout } = await start(['doctor'], folder.path, { ...env, DOCKER_HOST: '' }).ended
    expect(stdout).toMatch(/^✓ Docker: \S+, cgroup v[12]/m)
    expect(stdout).toMatch(/^✓ container limits: memory/m)
    if (stdout.includes('no image here has a Python')) return
    expect(stdout).toMatch(/^✓ {2}container +Peak memory /m)
    expect(stdout).toMatch(/^✓ {2}container, from outside +CPU-seconds /m)
  })
})
