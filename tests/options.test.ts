import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { etlCompare, scratch, start } from './etl-compare.ts'

describe('an option with one value that is given twice', () => {
  it.each([
    [
      'of run',
      ['run', '--size', 'small', '--size', 'large'],
      "'--size <size>' is given twice ('small', 'large'). Give it once.",
    ],
    ['that is a list', ['run', '--engines', 'a', '--engines', 'b'], 'Give it once: --engines a,b.'],
    [
      'in both forms',
      ['record', '--job', 'j', '--engine=a', '--engine', 'b', '--', 'touch', 'started'],
      "'--engine <name>' is given twice",
    ],
    [
      'of a command below another',
      ['ledger', 'list', '--ledger', 'a', '--ledger', 'a'],
      "'--ledger <place>'",
    ],
  ])('is a mistake: %s', async (_, args, message) => {
    await using folder = await scratch()
    const { code, stderr } = await etlCompare(args, folder.path)
    expect(stderr).toContain(message)
    expect(code).toBe(2)
    expect(await readdir(folder.path)).toEqual([])
  })

  it.each(['judge', 'report', 'summary'])(
    'names %s the configuration as all other commands do',
    async (command) => {
      await using folder = await scratch()
      const { code, stderr } = await etlCompare([command, '--policy', 'etl-compare.yml'], folder.path)
      expect(stderr).toContain('This option is called --config, as in all commands.')
      expect(code).toBe(2)
    },
  )

  it('is none where it may be repeated, has no value, or is the command’s own', async () => {
    await using folder = await scratch({ 'a.csv': 'id,x\n1,1\n', 'b.csv': 'id,x\n1,2\n' })
    const tolerances = ['diff', 'a.csv', 'b.csv', '--abs', 'x=1', '--abs', 'id=0', '--json', '--json']
    expect((await etlCompare(tolerances, folder.path)).stderr).not.toContain('twice')
    const own = ['--job', 'j', '--engine', 's', '--out', 'r.json', '--', 'echo', '--key', 'a', '--key', 'b']
    expect(await start(['record', ...own], folder.path).ended).toMatchObject({
      stdout: '--key a --key b\n',
      code: 0,
    })
  })
})
