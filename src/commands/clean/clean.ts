import type { Context, ExitCode } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { sweepScratch } from '../../files/scratch.ts'
import { connectDocker } from '../../runners/docker/connect.ts'
import { sweepContainers } from '../../runners/docker/sweep.ts'

/**
 * Removes what runs that were killed left behind: containers, networks, volumes, folders. A run that still goes on,
 * and whatever others made, is left alone.
 */
export async function clean({ terminal }: Context): Promise<ExitCode> {
  const folders = (await sweepScratch()).map((path) => `folder ${path}`)
  const removed = [...folders, ...(await sweepDaemon(terminal.note))]
  for (const what of removed) terminal.print(`removed ${what}`)
  if (removed.length === 0) terminal.print('Nothing was left behind.')
  return 0
}

/** Without a daemon there are no containers to remove. */
async function sweepDaemon(note: (text: string) => void): Promise<string[]> {
  try {
    return await sweepContainers(await connectDocker())
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    note(`Containers were not looked for: ${error.message}`)
    return []
  }
}
