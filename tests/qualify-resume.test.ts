import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { listFiles } from '../src/files/disk.ts'
import { scratch, start } from './etl-compare.ts'
import { eventLog } from './event-logs.ts'

interface Told {
  jobs: object[]
  logs: { path: string; status: string }[]
  logsFromCache: number
}

/** A folder with logs of as many applications, and a cache of its own. */
async function logsOf(count: number) {
  const folder = await scratch()
  const text = eventLog('sales').toString()
  const [, id = ''] = /"App ID":"([^"]+)"/.exec(text) ?? []
  await mkdir(join(folder.path, 'logs'))
  for (let index = 0; index < count; index++)
    await writeFile(join(folder.path, `logs/app-${index}`), text.replaceAll(id, `app-${index}`))
  const cache = join(folder.path, 'cache')
  const started = (...args: string[]) =>
    start(['qualify', 'logs', ...args], folder.path, { ETL_COMPARE_CACHE: cache })
  return {
    started,
    log: join(folder.path, 'logs/app-0'),
    path: folder.path,
    entries: async () => (await listFiles(cache)).filter(({ path }) => !path.endsWith('.partial')),
    async told(...args: string[]): Promise<Told> {
      const { code, stdout } = await started('--json', ...args).ended
      expect(code).toBe(0)
      return JSON.parse(stdout)
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

describe('reading many logs', () => {
  it('that was interrupted goes on where it was, and comes to the same', async () => {
    await using logs = await logsOf(200)
    const { child, ended } = logs.started()
    while ((await logs.entries()).length < 5 && child.exitCode === null) await setTimeout(5)
    child.kill('SIGINT')
    const interrupted = await ended
    expect(interrupted.code).toBe(130)
    expect(interrupted.stderr).toContain('run the same command again')
    const kept = (await logs.entries()).length
    expect(kept).toBeGreaterThanOrEqual(5)
    expect(kept).toBeLessThan(200)
    const { logsFromCache, ...told } = await logs.told()
    expect(logsFromCache).toBe(kept)
    const fresh = await logs.told('--fresh')
    expect(fresh).toEqual({ ...told, logsFromCache: 0 })
    expect(await logs.told()).toEqual({ ...told, logsFromCache: 200 })
    const { stdout, stderr } = await logs.started().ended
    expect(stdout).toContain('200 of 200 logs have not changed')
    expect(stderr).toContain('200 of them from the cache')
  })

  it('reads only those again that have changed, or whose entry is damaged', async () => {
    await using logs = await logsOf(4)
    const whole = await readFile(logs.log)
    await writeFile(logs.log, whole.subarray(0, whole.length / 2))
    const status = ({ logs }: Told) => logs.find(({ path }) => path === 'logs/app-0')?.status
    expect(status(await logs.told())).toBe('partly')
    await writeFile(logs.log, whole)
    const told = await logs.told()
    expect([status(told), told.logsFromCache]).toEqual(['read', 3])
    await utimes(logs.log, 1, 1)
    expect((await logs.told()).logsFromCache).toBe(3)
    const [entry] = await logs.entries()
    if (!entry) throw new Error('nothing was kept')
    await writeFile(entry.path, 'damaged')
    expect(await logs.told()).toEqual({ ...told, logsFromCache: 3 })
    expect(await logs.told()).toEqual({ ...told, logsFromCache: 4 })
  })

  it('twice at once comes to the same', async () => {
    await using logs = await logsOf(20)
    const [one, other] = await Promise.all([logs.told(), logs.told()])
    expect({ ...one, logsFromCache: 0 }).toEqual({ ...other, logsFromCache: 0 })
    expect(await logs.told()).toEqual({ ...one, logsFromCache: 20 })
  })

  it('keeps no path, setting or literal of a log, and nothing that others may read', async () => {
    await using logs = await logsOf(1)
    await logs.told()
    const entries = await logs.entries()
    expect(entries).toHaveLength(1)
    const kept = (await Promise.all(entries.map(({ path }) => readFile(path, 'utf8')))).join()
    expect(kept).toContain('"sales"')
    for (const secret of [logs.path, 'logs/app-0', 'planted-secret', '/lake', 'no such shop', 'SECRET'])
      expect(kept).not.toContain(secret)
    const [name = ''] = await readdir(join(logs.path, 'cache'))
    expect((await stat(join(logs.path, 'cache', name))).mode & 0o777).toBe(0o700)
  })
})
