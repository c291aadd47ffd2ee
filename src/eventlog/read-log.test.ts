import { readdir, readlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { scratch } from '../../tests/etl-compare.ts'
import { discoverLogs } from './discover.ts'
import { readLog } from './read-log.ts'

const EVENT = '{"Event":"SparkListenerLogStart","Spark Version":"4.1.4"}\n'

/** Takes so many lines. */
const sink = (most: number) => {
  let taken = 0
  return { accept: () => ++taken <= most, isFutile: () => true }
}

it('files of which the rest is not worth reading are closed', async () => {
  const names = ['none', 'long', 'whole'].flatMap((kind) => [...'abc'].map((which) => `${kind}-${which}`))
  const text = (name: string) =>
    ({ none: 'no log'.repeat(1e5), long: EVENT.repeat(2e4), whole: EVENT })[name.slice(0, -2)] ?? ''
  await using folder = await scratch(Object.fromEntries(names.map((name) => [name, text(name)])))
  const open = async () => {
    const numbers = await readdir('/proc/self/fd')
    const paths = numbers.map((number) => readlink(`/proc/self/fd/${number}`).catch(() => ''))
    return (await Promise.all(paths)).filter((path) => path.startsWith(folder.path))
  }
  const { signal } = new AbortController()
  for (const source of await discoverLogs([folder.path], signal)) await readLog(source, sink(10), signal)
  await expect.poll(open, { timeout: 60_000 }).toEqual([])
})

it.each([
  ['bzip2', 'QlpoOTFBWSZTWQ=='],
  ['xz', '/Td6WFoAAATm1rRG'],
  ['zip', 'UEsDBBQAAAAIAA=='],
])('a file that is compressed with %s is refused by that name', async (name, start) => {
  await using folder = await scratch({ log: '' })
  await writeFile(join(folder.path, 'log'), Buffer.from(start, 'base64'))
  const { signal } = new AbortController()
  const [source] = await discoverLogs([folder.path], signal)
  if (!source) throw new Error('no log')
  const { damages } = await readLog(source, sink(10), signal)
  expect(damages).toMatchObject([
    { damage: { kind: 'unreadable', detail: `it is compressed with ${name}: unpack it` } },
  ])
})
