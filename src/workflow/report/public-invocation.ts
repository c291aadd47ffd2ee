import { isAbsolute } from 'node:path'
import { parseLocation } from '../../ledger/location.ts'
import type { Overview } from '../../report/model/overview.ts'
import type { JudgeRequest } from '../judge/judge-ledger.ts'

/**
 * The options for commands that pages print. Pages may be public, so a place outside of the current folder, which may say
 * whose machine it was, and an address, which may hold a password, are only `CONFIG` and `LEDGER`.
 */
export function publicInvocation({
  config,
  ledger,
}: Pick<JudgeRequest, 'config' | 'ledger'>): Overview['invocation'] {
  return {
    ...(config !== undefined && { config: isInside(config) ? config : 'CONFIG' }),
    ...(ledger !== undefined && { ledger: isPublic(ledger) ? ledger : 'LEDGER' }),
  }
}

function isPublic(ledger: string): boolean {
  const location = parseLocation(ledger)
  return location?.kind === 'branch' ? location.url === undefined : isInside(ledger)
}

const isInside = (path: string): boolean =>
  !isAbsolute(path) && !path.startsWith('~') && !path.split(/[\\/]/).includes('..')
