import { readFile } from 'node:fs/promises'
import { afterEach, expect, it, vi } from 'vitest'
import { etlCompare, root, scratch } from './etl-compare.ts'

const docs = await readFile(new URL('../docs/qualify.md', import.meta.url), 'utf8')
const shown = [...docs.matchAll(/```\n\$ etl-compare (qualify [^\n]*)\n(.*?)```/gs)]
const words = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

afterEach(() => vi.unstubAllEnvs())

it('docs/qualify.md shows three calls', () => expect(shown).toHaveLength(3))

it.each(shown.map(([, command = '', output = '']) => [command, output]))(
  'docs/qualify.md has what `%s` prints, but for what it leaves out',
  async (command, output) => {
    await using cache = await scratch()
    vi.stubEnv('ETL_COMPARE_CACHE', cache.path)
    const { code, stdout } = await etlCompare(command.split(' '), root)
    expect(code).toBe(0)
    for (const piece of output.split(/^…$/m)) expect(words(stdout)).toContain(words(piece))
  },
)
