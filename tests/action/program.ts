import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { folderLedger } from '../../src/ledger/folder.ts'
import type { RunRecord } from '../../src/model/record/schema.ts'
import { endedOf, root } from '../etl-compare.ts'

/** As action.yml has them, but for the comment. */
const INPUTS = {
  ...{ CONFIG: 'etl-compare.yml', COMMENT: 'off', NAME: 'nightly', RUNNER: 'auto', TRIALS: '2' },
  ...{ FAIL_ON: 'engine,parity', TOKEN: 'token' },
}

/** Starts the action's own program in a folder, as action.yml does. */
export function startAction(
  folder: string,
  inputs: Record<string, string>,
  env: Record<string, string> = {},
) {
  const temporary = join(folder, '.step')
  const hooks = `--import=${join(root, 'tests/action/as-on-github.ts')}`
  const given = Object.entries({ ...INPUTS, ...inputs })
  const child = spawn(process.execPath, [hooks, join(root, 'src/action/main.ts'), 'measure'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...Object.fromEntries(given.map(([input, value]) => [`ETL_COMPARE_${input}`, value])),
      ...{ GITHUB_WORKSPACE: folder, RUNNER_TEMP: temporary, GITHUB_OUTPUT: `${temporary}-output` },
      ...{ GITHUB_STEP_SUMMARY: `${temporary}-summary` },
      ...env,
    },
  })
  return {
    child,
    ended: endedOf(child),
    summary: () => readFile(`${temporary}-summary`, 'utf8'),
    /** Records that become an artifact. */
    uploaded: async (): Promise<RunRecord[]> => {
      const outputs = await readFile(`${temporary}-output`, 'utf8')
      const [, path = ''] = /^comparison-path<<\S+\n(.*)\n/m.exec(outputs) ?? []
      return recordsIn(path)
    },
  }
}

export const recordsIn = async (path: string): Promise<RunRecord[]> =>
  (await folderLedger(path, path).read()).records

/** What stands beside the run: annotations outside of groups, in the words that GitHub shows. */
export function annotationsIn(log: string): string[] {
  const outside = log.replaceAll(/^::stop-commands::(\S+)$.*?^::\1::$/gms, '')
  return [...outside.matchAll(/^::((?:error|warning|notice) .*)$/gm)].map(([, command = '']) =>
    command.replaceAll('%0A', '\n').replaceAll('%25', '%'),
  )
}
