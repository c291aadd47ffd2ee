import { chmod, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { etlCompare, scratch, start } from './etl-compare.ts'

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

  it.each([
    ['itself', '[python3, gone.py, "{input}", "{output}"]'],
    ['behind launch.py', '[python3, launch.py, sail, gone.py, "{input}", "{output}"]'],
  ])('names a program that is missing: %s', async (_, run) => {
    await using folder = await scratch({
      'etl-compare.yml': config(run),
      'in.csv': 'id\n1\n',
      'launch.py': '',
      'unsupported.py': '',
    })
    const { stdout, code } = await etlCompare(['check'], folder.path)
    expect(stdout).toMatch(/^✕ orders · polars: .*gone\.py/m)
    expect(code).toBe(2)
  })

  it('names an engine that launch.py does not have, and shows one that it has', async () => {
    const started = async (engine: string, files: Record<string, string> = { 'unsupported.py': '' }) => {
      await using folder = await scratch({
        'etl-compare.yml': config(`[python3, launch.py, ${engine}, job.py, "{input}", "{output}"]`),
        'in.csv': 'id\n1\n',
        ...{ 'launch.py': '', 'sail.py': '', 'job.py': '' },
        ...files,
      })
      return (await etlCompare(['check'], folder.path)).stdout
    }
    expect(await started('sial')).toMatch(
      /^✕ orders · polars: .*launch\.py has no engine 'sial'\. Name spark, /m,
    )
    expect(await started('sail')).toContain('✓ orders · polars: python3 launch.py sail job.py\n')
    // Somebody else's, whose arguments may be secrets.
    expect(await started('geheim', {})).toContain('✓ orders · polars: python3 launch.py\n')
  })

  it('shows the program that env sets variables for, without their values', async () => {
    await using folder = await scratch({
      'etl-compare.yml': config('[env, "TOKEN=geheim", "PATH=tools:/bin", mytool, job.py]'),
      'in.csv': 'id\n1\n',
      'job.py': '',
      'tools/mytool': '#!/bin/sh\n',
    })
    await chmod(join(folder.path, 'tools/mytool'), 0o755)
    const { stdout } = await etlCompare(['check'], folder.path)
    expect(stdout).toContain('✓ orders · polars: env TOKEN=… PATH=… mytool job.py\n')
    expect(stdout).not.toContain('geheim')
  })

  it('refuses a size that the job has no input of, as run does', async () => {
    await using folder = await scratch({
      'etl-compare.yml': config("[sh, -c, 'cp {input} {output}/orders.csv']"),
      'in.csv': 'id\n1\n',
    })
    for (const command of ['check', 'run'])
      expect(await etlCompare([command, '--size', 'small'], folder.path)).toMatchObject({
        code: 2,
        mistake: { code: 'sizeOfOwnInput', data: { job: 'orders', size: 'small' } },
      })
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

  it.each([
    ['a folder that can be made', 'ledger/deep', '✓', 0],
    ['a folder that cannot', 'in.csv/ledger', '✕', 2],
    ['a branch that cannot be reached now', 'git:http://127.0.0.1:9/r.git', '!', 0],
    ['a branch of no repository', 'git:/nowhere/r.git', '✕', 2],
  ])('says whether records can be kept: %s', async (_, ledger, mark, code) => {
    await using folder = await scratch({
      'etl-compare.yml': config("[sh, -c, 'cp {input} {output}/orders.csv']"),
      'in.csv': 'id\n1\n',
    })
    const checked = await etlCompare(['check', '--ledger', ledger], folder.path)
    expect(checked.stdout).toMatch(new RegExp(`^${mark} ledger: `, 'm'))
    expect(checked.code).toBe(code)
    expect((await readdir(folder.path)).toSorted()).toEqual(['etl-compare.yml', 'in.csv'])
  })
})

describe('check of an input that no machine has', () => {
  const wide = (input: string) =>
    config('[sh, -c, "cp {input} {output}/orders.csv"]').replace('in.csv', input)

  it('names the key of a pattern that stands for too many', async () => {
    await using folder = await scratch({ 'etl-compare.yml': wide(`'${'{a,b}'.repeat(30)}'`) })
    const { stdout, code } = await etlCompare(['check'], folder.path)
    expect(stdout).toMatch(
      /✕ orders · input own: jobs\.orders\.input: .* stands for 1,073,741,824 patterns, but at most 10,000 can be searched\. Use \* in place of some \{…\}\.\n/,
    )
    expect(code).toBe(2)
  })

  it('says what it is doing, and ends at once where it is interrupted', async () => {
    await using folder = await scratch({ 'etl-compare.yml': wide('/usr/**/*') })
    const { child, ended } = start(['check'], folder.path)
    child.stderr?.on('data', (chunk) => {
      if (String(chunk).includes('… orders · input own')) child.kill('SIGINT')
    })
    const { code, stderr } = await ended
    expect([code, stderr]).toEqual([130, expect.not.stringContaining('bug')])
  })

  it('refuses a configuration that would be parsed for minutes', async () => {
    const padding = `# ${'x'.repeat(2 ** 20)}`
    await using folder = await scratch({ 'etl-compare.yml': `${wide('in.csv')}${padding}` })
    const { stderr, code } = await etlCompare(['check'], folder.path)
    expect(stderr).toContain(
      'etl-compare.yml has 1.05 MB, but a configuration may have 1.05 MB. Divide its jobs',
    )
    expect(code).toBe(2)
  })

  it.each(['[', '{a: '])('says in one line that YAML is nested too deeply: %s', async (opening) => {
    await using folder = await scratch({ 'etl-compare.yml': `version: 1\njobs: ${opening.repeat(20_000)}` })
    const { stderr, code } = await etlCompare(['check'], folder.path)
    expect(stderr).toMatch(/^etl-compare: .*\n$/)
    expect(stderr.length).toBeLessThan(300)
    expect(code).toBe(2)
  })
})
