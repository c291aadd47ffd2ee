import { relative, resolve } from 'node:path'
import { UserError } from '../../errors.ts'
import type { Place } from '../../model/config/model.ts'
import type { ClaimMount } from './manifest.ts'

/** The claim between pods and this machine. */
export interface Volume {
  claim: string
  /** Absolute path of its files here. */
  path: string
}

/** @param folder where the configuration's relative paths begin */
export const volumeOf = (
  { claim, path }: Pick<NonNullable<Place['kubernetes']>, 'claim' | 'path'>,
  folder: string,
): Volume => ({
  claim,
  path: resolve(folder, path),
})

/**
 * A file or folder of this machine as a pod can mount it.
 *
 * @param what it is, in words: `The input`
 * @throws UserError `claimOutside` where it does not lie on the claim
 */
export function onClaim(
  { claim, path }: Volume,
  { source, ...mount }: { source: string } & Omit<ClaimMount, 'subPath'>,
  what: string,
): ClaimMount {
  const subPath = relative(path, source)
  if (subPath === '..' || subPath.startsWith('../'))
    throw new UserError('claimOutside', { what, source, claim, path })
  return { subPath, ...mount }
}
