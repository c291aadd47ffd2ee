import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deploymentOf } from '../src/model/record/deployment.ts'
import { etlCompare, root, scratch } from './etl-compare.ts'
import { ORDERS, onlyRecord, trialOf } from './recorded.ts'

const BIN = join(root, 'docker/sail/.venv/bin')

/** Job `orders` with an engine whose stack is a project of the clone. */
const CONFIG = `version: 1
stacks:
  sail: { project: ${join(root, 'docker/sail')} }
jobs:
  orders:
    input: in
    baseline: spark
    engines:
      spark: { run: [python3, spark.py] }
      sail: { stack: sail, command: [python, sail.py] }
    tables: { orders: {} }
`

describe('the versions in a record', () => {
  const trialOfCommand = async (...command: string[]) => {
    await using folder = await scratch({ 'etl-compare.yml': CONFIG })
    const ended = await etlCompare([...ORDERS, '--engine', 'sail', '--', ...command], folder.path)
    expect(ended.code).toBe(0)
    return trialOf(await onlyRecord(folder.path))
  }

  it.each([
    ['by its path', [join(BIN, 'python'), '-c', 'pass']],
    ['behind another program', ['env', 'A=1', 'nice', '-n', '1', join(BIN, 'python'), '-c', 'pass']],
  ])('are those of the stack whose Python the command names %s', async (_, command) => {
    const trial = await trialOfCommand(...command)
    expect(trial.steps[0]?.versions).toMatchObject({
      pysail: expect.stringMatching(/^\d/),
      'pyspark-client': expect.stringMatching(/^\d/),
    })
    expect(deploymentOf(trial)).toMatchObject({
      kind: 'spark-api',
      software: expect.stringMatching(/^Sail \d/),
      place: { mode: 'local' },
    })
  })

  it('are unknown of a command that ran in another environment', async () => {
    expect((await trialOfCommand('python3', '-c', 'pass')).steps[0]?.versions).toEqual({})
    expect((await trialOfCommand('sh', '-c', 'true')).steps[0]?.versions).toEqual({})
  })
})
