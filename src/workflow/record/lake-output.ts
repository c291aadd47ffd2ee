import { join } from 'node:path'
import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import type { Table } from '../../model/config/model.ts'
import { listObjects } from '../../tables/find/objects.ts'
import { isLakeName } from '../../tables/readers/lake/lake-name.ts'
import type { LakeAccess, OutputLakes } from '../../tables/readers/lake/lakes.ts'
import { versionNow } from '../../tables/readers/lake/locate-lake.ts'
import { isObjects } from '../../tables/readers/lake/object-name.ts'
import { nameInOutput } from '../../tables/readers/lake/output-name.ts'
import type { FilesThen } from '../../tables/written.ts'
import { lakeAccess } from '../plan/lakes.ts'
import type { LoadedConfig } from '../plan/load-config.ts'

/** The tables of an output that are in lakehouses, as they were before a command. */
export interface LakesBefore {
  access: LakeAccess
  /** Snapshots by the tables' names: null where there was none; none of a table that could not be looked at. */
  versions: ReadonlyMap<string, string | null>
}

/** Looks at them before a command: only so is it known afterwards which of their snapshots are its own. */
export async function lakesBefore(
  output: string,
  declared: readonly Table[],
  loaded: LoadedConfig | undefined,
  { env, signal, terminal }: Context,
): Promise<LakesBefore> {
  const access = lakeAccess(loaded, env)
  const versions = new Map<string, string | null>()
  for (const path of pathsIn(output, declared)) {
    try {
      versions.set(path, await versionNow(path, access, signal))
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      terminal.note(`etl-compare: ${error.message} Which snapshots the command makes will not be known.`)
    }
  }
  return { access, versions }
}

const pathsIn = (output: string, declared: readonly Table[]): string[] =>
  declared.length === 0 && isLakeName(output)
    ? [output]
    : declared.flatMap((table) => nameInOutput(output, table, declared) ?? []).filter(isLakeName)

/** The objects at a prefix before a command. None are known of a store that does not answer then. */
export async function objectsBefore(
  output: string,
  access: LakeAccess,
  { terminal }: Context,
): Promise<FilesThen> {
  try {
    const objects = await listObjects(output, access)
    return new Map(objects.map((each) => [each.path, each]))
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    terminal.note(`etl-compare: ${error.message} Which objects the command writes will not be known.`)
    return new Map()
  }
}

/** What it takes to read them after the command, and what it wrote. */
export const lakesAfter = ({ access, versions }: LakesBefore, scratch: string): OutputLakes => ({
  ...access,
  copies: join(scratch, 'lakes'),
  before: (path) => versions.get(path),
})

/** Whether any of an output is there now, or was before; also where nobody can tell. */
export async function isInLake(
  output: string,
  { access, versions }: LakesBefore,
  { signal }: Context,
): Promise<boolean> {
  if (isObjects(output))
    return listObjects(output, access).then(
      (objects) => objects.length > 0,
      () => true,
    )
  const now = ([path, before]: [string, string | null]) =>
    before ?? versionNow(path, access, signal).catch(() => 'unknown')
  const found = await Array.fromAsync(versions, now)
  return found.length === 0 || found.some((version) => version !== null)
}
