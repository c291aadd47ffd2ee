import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { etlCompare, scratch } from './etl-compare.ts'
import { CONFIG, ORDERS, RESULT, SPARK } from './recorded.ts'

describe('a mistake is told before anything is started, and exits with 2:', () => {
  it.each<[string, string[], string, object]>([
    ['no command', [...SPARK], 'recordIncomplete', { missing: { length: 1 } }],
    [
      'no names',
      ['record', '--', 'touch', 'started'],
      'recordIncomplete',
      { missing: ['--job', '--engine'] },
    ],
    ['a size', [...SPARK, '--size', 'big', '--', 'touch', 'started'], 'sizeInvalid', { text: 'big' }],
    [
      'an output in a store that nobody reads',
      [...SPARK, '--output', 'gs://b/o', '--', 'touch', 'started'],
      'recordRemotePath',
      { path: 'gs://b/o' },
    ],
    [
      'lines in a key',
      [...SPARK, '--partition', 'a\n[skip]', '--', 'touch', 'started'],
      'optionInvalid',
      { option: '--partition', value: '"a\\n[skip]"' },
    ],
    [
      'what steers a terminal in a job',
      ['record', '--job', '\u001b[2J', '--engine', 's', '--', 'touch', 'started'],
      'optionInvalid',
      { option: '--job', value: '"\\u001b[2J"' },
    ],
    [
      'a hidden mark in an engine',
      [...ORDERS, '--engine', 'spark\u202e', '--', 'touch', 'started'],
      'optionInvalid',
      { option: '--engine', value: '"spark\\u202e"' },
    ],
    [
      'white space in a size',
      [...SPARK, '--size', '1GB\n', '--', 'touch', 'started'],
      'optionInvalid',
      { option: '--size', value: '"1GB\\n"' },
    ],
    [
      'lines in a version',
      [...SPARK, '--engine-version', '1\n2', '--', 'touch', 'started'],
      'optionInvalid',
      { option: '--engine-version', value: '"1\\n2"' },
    ],
    [
      'a configuration whose variable is not set',
      [...SPARK, '--config', '', '--', 'touch', 'started'],
      'optionInvalid',
      { option: '--config', value: '""' },
    ],
    [
      'an empty key',
      [...SPARK, '--partition', '', '--', 'touch', 'started'],
      'optionInvalid',
      { option: '--partition', value: '""' },
    ],
    [
      'a ledger',
      ['record', '--job', 'o', '--engine', 's', '--ledger', 'https://x', '--', 'touch', 'started'],
      'optionInvalid',
      { option: '--ledger', value: 'https://x' },
    ],
  ])('%s', async (_, args, code, data) => {
    await using folder = await scratch()
    expect(await etlCompare(args, folder.path)).toMatchObject({ code: 2, mistake: { code, data } })
    expect(await readdir(folder.path)).toEqual([])
  })

  it('an option of the command before --', async () => {
    await using folder = await scratch()
    const { code, stderr } = await etlCompare([...SPARK, 'touch', '--frob'], folder.path)
    expect([code, stderr]).toEqual([2, expect.stringContaining("'--frob'")])
    expect(await readdir(folder.path)).toEqual([])
  })

  it('of results, a job that the configuration does not have', async () => {
    await using folder = await scratch({ 'etl-compare.yml': CONFIG, 'r.json': JSON.stringify(RESULT) })
    const names = ['--job', 'ordres', '--engine', 'spark', '--ledger', 'ledger']
    expect(await etlCompare(['record', ...names, '--from', 'r.json'], folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'jobUnknown', data: { job: 'ordres', known: ['orders'] } },
    })
    expect((await readdir(folder.path)).toSorted()).toEqual(['etl-compare.yml', 'r.json'])
  })
})
