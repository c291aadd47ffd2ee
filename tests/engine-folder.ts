import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { codeOf } from '../src/workflow/engine/code.ts'
import { loadConfig } from '../src/workflow/plan/load-config.ts'

/** Each test of a file that calls `useEngineFolder` has its own. */
export let folder: string

export function useEngineFolder(): void {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'engine-code-test-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
}

export async function write(files: Record<string, string>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
}

/** The code of an engine that a configuration describes, beside another one. */
export async function codeOfEngine(engine: object, more: object = {}) {
  const config = {
    version: 1,
    stacks: { a: { project: 'a' }, b: { project: 'b' } },
    jobs: {
      orders: {
        input: 'data/dt={partition}',
        baseline: 'spark',
        engines: { spark: engine, other: { run: ['python3', 'other.py'] } },
        tables: { orders: {} },
        ...more,
      },
    },
  }
  await write({ 'etl-compare.yml': JSON.stringify(config) })
  const { orders } = (await loadConfig(join(folder, 'etl-compare.yml'))).config.jobs
  if (!orders?.engines.spark) throw new Error('no such engine')
  return codeOf(orders, orders.engines.spark, folder, process.env)
}

export const filesOf = async (engine: object, more?: object) => (await codeOfEngine(engine, more)).files
export const ran = (...run: string[]) => filesOf({ run })
