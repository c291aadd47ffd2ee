import type { Context, ExitCode } from '../../context.ts'
import { sweepScratch } from '../../files/scratch.ts'
import { sweepCluster } from '../../runners/kubernetes/runner.ts'
import { RUNNERS } from '../../runners/registry.ts'
import { lakeAccess } from '../../workflow/plan/lakes.ts'
import { findConfig } from '../../workflow/plan/load-config.ts'
import { namespaceHomes } from '../../workflow/trial/namespaces.ts'
import { sweepNamespaces } from '../../workflow/trial/sweep-namespaces.ts'

export interface CleanOptions {
  /** Configuration with the catalogs. */
  config?: string
}

/**
 * Removes what runs that were killed left behind: containers, networks, volumes, folders, pods of the cluster, and namespaces of
 * the catalogs that are declared and of the buckets that jobs write to. A run that still goes on, and whatever others made, is left alone.
 */
export async function clean({ config }: CleanOptions, { terminal, env }: Context): Promise<ExitCode> {
  const printRemoved = (removed: readonly string[]): number => {
    for (const what of removed) terminal.print(`removed ${what}`)
    return removed.length
  }
  const folders = printRemoved((await sweepScratch()).map((path) => `folder ${path}`))
  const rest = await Promise.all(RUNNERS.map((runner) => runner.sweep(terminal.note)))
  const local = folders + printRemoved(rest.flat())
  // A configuration that cannot be read must not keep the rest from being removed.
  const loaded = await findConfig(config)
  const { catalogs = {}, jobs = {} } = loaded?.config ?? {}
  const homes = new Set([
    ...Object.keys(catalogs),
    ...Object.values(jobs).flatMap((job) => [...namespaceHomes(job)]),
  ])
  const pods = loaded ? await sweepCluster(loaded.config, loaded.folder, terminal.note) : []
  const namespaces =
    printRemoved(pods) + printRemoved(await sweepNamespaces(homes, lakeAccess(loaded, env), terminal.note))
  if (local + namespaces === 0) terminal.print('Nothing was left behind.')
  return 0
}
