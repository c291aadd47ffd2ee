import { execFile } from 'node:child_process'
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)

/** What the check says of a folder with some files. */
async function checked(files: Record<string, string>): Promise<string> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'layout-'))
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder.path, 'src', path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  const command = [join(import.meta.dirname, 'layout.ts'), join(folder.path, 'src')]
  return await run(process.execPath, command).then(
    () => '',
    ({ stderr }: { stderr: string }) => stderr,
  )
}

it('names two folders that import each other, though no two files do', async () => {
  const said = await checked({
    'tables/open.ts': "import { x } from '../parity/x.ts'",
    'tables/types.ts': '',
    'parity/x.ts': '',
    'parity/y.ts': "import type { T } from '../tables/types.ts'",
  })
  expect(said.trim().split('\n').toSorted()).toEqual([
    'src/parity/ is in a cycle: parity/y.ts → tables/types.ts',
    'src/tables/ is in a cycle: tables/open.ts → parity/x.ts',
  ])
})

it('names a folder and a file beside it that import each other', async () => {
  const said = await checked({
    'verdict/judge.ts': "import { gates } from './gates/registry.ts'",
    'verdict/gates/registry.ts': "import type { Verdict } from '../judge.ts'",
  })
  expect(said).toMatch(/^src\/verdict\/gates\/ .*cycle/m)
})

it('names files beside each other that import each other, though types alone', async () => {
  const said = await checked({
    'model/schema.ts': "import { policy } from './policy.ts'",
    'model/policy.ts': "import type { Config } from './schema.ts'",
  })
  expect(said).toMatch(/^src\/model\/schema.ts .*: model\/schema.ts → model\/policy.ts$/m)
})

it('names what a pure folder imports beside types', async () => {
  const said = await checked({
    'statistics/level.ts':
      "import { z } from 'zod'\nimport type { Stats } from 'node:fs'\nimport { readFile } from 'node:fs/promises'",
  })
  expect(said).toMatch(/^src\/statistics\/level.ts .*node:fs\/promises.*pure.*\n$/)
})

it('names a command that imports another', async () => {
  const said = await checked({
    'commands/run/run.ts': "import '../judge/judge.ts'",
    'commands/judge/judge.ts': '',
  })
  expect(said).toBe("src/commands/run/run.ts imports another command's commands/judge/judge.ts\n")
})

it('names a file of a command that does more than call others', async () => {
  const said = await checked({
    'commands/run/run.ts': 'run()\n'.repeat(61),
    'commands/judge/judge.ts': 'judge()\n'.repeat(60),
    'workflow/run.ts': 'run()\n'.repeat(61),
  })
  expect(said).toMatch(/^src\/commands\/run\/run.ts has 61 lines, more than 60: .*\n$/)
})

it('has nothing to say of files that import downwards', async () => {
  expect(
    await checked({ 'cli.ts': "import './commands/run/run.ts'", 'commands/run/run.ts': "import 'ora'" }),
  ).toBe('')
})

it('names a value that a pure folder imports, though a type comes from the same module', async () => {
  const said = await checked({
    'text/a.ts': "import type { Stats } from 'node:fs'\nimport { readFileSync } from 'node:fs'",
  })
  expect(said).toMatch(/^src\/text\/a.ts .*node:fs,.*pure/m)
})

it.each(['process.env.HOME', 'Date.now()', 'new Date()', 'await fetch(url)', 'await import(name)'])(
  'names what a pure folder does without an import: %s',
  async (code) => {
    const said = await checked({ 'model/a.ts': `// process.env is fine here\nexport const a = ${code}` })
    expect(said).toMatch(/^src\/model\/a.ts .*pure$/m)
  },
)

it('names files that no check looks at, and what belongs to no command', async () => {
  const said = await checked({ 'text/a.mts': '', 'commands/shared.ts': '' })
  expect(said).toMatch(/^src\/text\/a\.mts/m)
  expect(said).toMatch(/^src\/commands\/shared\.ts/m)
})

it('names what a page imports beside pure folders', async () => {
  const said = await checked({
    'files/disk.ts': '',
    'render/words.ts': '',
    '../site/pages/job.astro':
      "---\nimport { exists } from '../../src/files/disk.ts'\nimport { words } from '../../src/render/words.ts'\n---\n<p>{words}</p>",
  })
  expect(said).toBe('site/pages/job.astro imports src/files/disk.ts: pages may import only pure folders\n')
})
