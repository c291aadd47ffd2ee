import { execFile } from 'node:child_process'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describeHost } from '../../src/machine/host.ts'

const run = promisify(execFile)
const STACKS = { pythonic: ['polars', 'duckdb'], spark: ['pyspark'] }

export const loadNow = (): string => (loadavg()[0] ?? Number.NaN).toFixed(1)

export function machineText(): string {
  const { class: hardware, kernel } = describeHost('none')
  return `${hardware}, Linux ${kernel}`
}

/** A clone's commit, and the versions of Node and of the engines that it runs. */
export async function buildText(clone: string): Promise<string> {
  const commit = await run('git', ['-C', clone, 'describe', '--always', '--dirty', '--exclude', '*'])
  const date = await run('git', ['-C', clone, 'log', '-1', '--format=%cs'])
  const node = await run(join(clone, 'node_modules/node/bin/node'), ['--version'])
  const engines = await Promise.all(
    Object.entries(STACKS).map(async ([stack, packages]) => {
      const program = `from importlib.metadata import version\nfor name in ${JSON.stringify(packages)}: print(name, version(name))`
      const python = join(clone, `docker/${stack}/.venv/bin/python`)
      return (await run(python, ['-c', program])).stdout.trim().split('\n')
    }),
  )
  const versions = [`node ${node.stdout.trim().slice(1)}`, ...engines.flat()]
  return `${commit.stdout.trim()} of ${date.stdout.trim()}: ${versions.join(', ')}`
}
