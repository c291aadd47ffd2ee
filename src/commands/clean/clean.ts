import type { Context, ExitCode } from '../../context.ts'
import { sweepScratch } from '../../files/scratch.ts'
import { RUNNERS } from '../../runners/registry.ts'

/**
 * Removes what runs that were killed left behind: containers, networks, volumes, folders. A run that still goes on,
 * and whatever others made, is left alone.
 */
export async function clean({ terminal }: Context): Promise<ExitCode> {
  const folders = (await sweepScratch()).map((path) => `folder ${path}`)
  const rest = await Promise.all(RUNNERS.map((runner) => runner.sweep(terminal.note)))
  const removed = [...folders, ...rest.flat()]
  for (const what of removed) terminal.print(`removed ${what}`)
  if (removed.length === 0) terminal.print('Nothing was left behind.')
  return 0
}
