import { describe, expect, it } from 'vitest'
import { etlCompare, scratch } from './etl-compare.ts'

const config = (candidate: string) => `version: 1
jobs:
  orders:
    input: in.csv
    baseline: spark
    engines:
      spark: { run: [sh, -c, 'cp {input} {output}/orders.csv'] }
      polars: { run: ${candidate} }
    tables: { orders: {} }
`

describe('check', () => {
  it.each([
    ['in its command', '[sh, copy.sh, "{input}", "{output}"]', 'cp "$1" "$2"'],
    ['in its code', '[sh, copy.sh]', 'cp "$ETL_INPUT" "$ETL_OUTPUT/orders.csv"'],
    ['perhaps in a file that is no text', '[sh, copy.sh]', 'cp\0'],
  ])('has nothing to note of an engine that names its input and output: %s', async (_, run, script) => {
    await using folder = await scratch({
      'etl-compare.yml': config(run),
      'in.csv': 'id\n1\n',
      'copy.sh': script,
    })
    const { stdout, code } = await etlCompare(['check'], folder.path)
    expect(stdout).not.toMatch(/^– orders/m)
    expect(code).toBe(0)
  })

  it('does not call a job ready whose command has a placeholder that nothing fills', async () => {
    await using folder = await scratch({
      'etl-compare.yml': config("[sh, -c, 'cp {inptu} {output}/orders.csv']"),
      'in.csv': 'id\n1\n',
    })
    const { stdout, code } = await etlCompare(['check'], folder.path)
    expect(stdout).toMatch(/^! .*\{inptu\}.*'\{input\}'/m)
    expect(stdout).not.toContain('Ready')
    expect(code).toBe(0)
  })

  it('notes an engine that cannot know where to write', async () => {
    await using folder = await scratch({
      'etl-compare.yml': config('[sh, copy.sh, "{input}"]'),
      'in.csv': 'id\n1\n',
      'copy.sh': 'cp "$1" orders.csv',
    })
    const { stdout, code } = await etlCompare(['check'], folder.path)
    expect(stdout).toContain(
      '– orders · polars: neither its command nor its code names its output. Add {output} to the command, or read ETL_OUTPUT in the code.\n',
    )
    expect(code).toBe(0)
  })
})
