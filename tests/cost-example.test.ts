import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { etlCompare, root, scratch } from './etl-compare.ts'

const docs = await readFile(new URL('../docs/cost.md', import.meta.url), 'utf8')
const example = docs.slice(docs.indexOf('## An example'))
const [, policy = ''] = /```yaml\n(.*?)```/s.exec(example) ?? []
const [, printed = ''] = /```console\n(.*?)```/s.exec(example) ?? []
const words = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

it('the example of docs/cost.md is what judge prints', async () => {
  await using folder = await scratch()
  const [simulate = '', judge = ''] = printed
    .split('\n')
    .filter((line) => line.startsWith('$ etl-compare '))
    .map((line) => line.replace(/^\$ etl-compare /, '').replace(/ +#.*/, ''))
  const output = printed.split('\n').filter((line) => !line.startsWith('$'))
  await etlCompare(simulate.split(' '), folder.path)
  const file = join(folder.path, 'example/etl-compare.yml')
  await writeFile(file, `${await readFile(file, 'utf8')}${policy}`)
  const { code, stdout } = await etlCompare(judge.split(' '), folder.path)
  expect(code).toBe(0)
  expect(output.length).toBeGreaterThan(4)
  const money = output.findIndex((line) => line.startsWith('  By the mean'))
  expect(words(stdout)).toContain(words(output.slice(0, money).join(' ')))
  expect(words(stdout)).toContain(words(output.slice(money).join(' ')))
})

const sizes = docs.slice(docs.indexOf('# sessions at four sizes'))
const shown = [
  ...docs.matchAll(/```console\n\$ etl-compare (advise [^\n]*)\n(.*?)```/gs),
  ...sizes.matchAll(/```console\n\$ etl-compare (judge [^\n]*)\n(.*?)```/gs),
]

it.each(shown.map(([, command = '', output = '']) => [command, output]))(
  'docs/cost.md has what `%s` prints, but for what it leaves out',
  async (command, output) => {
    const args = command.match(/(?:'[^']*'|[^\s'])+/g)?.map((word) => word.replaceAll("'", '')) ?? []
    await using folder = await scratch()
    const { code, stdout } = await etlCompare(args, command.includes('examples/') ? root : folder.path)
    expect(code).toBe(0)
    for (const piece of output.split(/^…$/m)) expect(words(stdout)).toContain(words(piece))
  },
)
