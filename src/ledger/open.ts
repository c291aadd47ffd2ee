import { invalidOption } from '../errors.ts'
import type { Ledger } from './ledger.ts'
import { type Location, locationForms, parseLocation } from './location.ts'

/** Loaded once it is needed: a command that is recorded need not wait for it. */
const contents = () => import('./open-at.ts')

/**
 * The ledger at `path/to/folder`, `git:branch` (of this repository's remote) or `git:URL#branch`. Without a location:
 * branch `etl-compare-data` where `cwd` is in a repository with a remote, else folder `ledger`.
 *
 * @param signal ends what is at work, git too, when it is aborted
 * @throws UserError `optionInvalid` where the location is none of these
 */
export function openLedger(location: string | undefined, cwd: string, signal?: AbortSignal): Ledger {
  const given = location === undefined ? undefined : requireLocation(location)
  let opened: Promise<Ledger> | undefined
  const open = (): Promise<Ledger> => {
    opened ??= contents().then(({ openAt }) => openAt(given, cwd, signal))
    return opened
  }
  return {
    place: async () => (await open()).place(),
    add: async (entries) => {
      const { requireSound } = await contents()
      await requireSound(entries, signal)
      return (await open()).add(entries)
    },
    requireWritable: async () => (await open()).requireWritable(),
    read: async () => (await open()).read(),
  }
}

/** @throws UserError `optionInvalid` where a text is no location */
export function requireLocation(text: string): Location {
  const location = parseLocation(text)
  if (!location) throw invalidOption('--ledger', text, locationForms(text))
  return location
}
