import type { Context, ExitCode } from '../../context.ts'
import type { Added } from '../../ledger/ledger.ts'
import { openLedger } from '../../ledger/open.ts'
import { counted, jsonText } from '../../text/text.ts'
import { readEntries } from '../../workflow/ledger/read-entries.ts'

export interface AddOptions {
  paths: string[]
  ledger?: string
  json: boolean
}

/** `ledger add`: keeps the run records of files and folders. */
export async function addToLedger(options: AddOptions, { terminal, signal }: Context): Promise<ExitCode> {
  const ledger = openLedger(options.ledger, process.cwd(), signal)
  const added = await ledger.add(await readEntries(options.paths, signal))
  const place = await ledger.place()
  terminal.print(options.json ? jsonText({ ledger: place, ...added }, 1) : addedText(added, place))
  return 0
}

function addedText({ added, present, tries }: Added, place: string): string {
  const retried = tries === 1 ? '' : ` (others were writing too: ${tries} tries)`
  return [
    ...added.map((path) => `added   ${path}`),
    ...present.map((path) => `already ${path}`),
    added.length === 0
      ? `Nothing new: ${place}`
      : `${counted(added.length, 'run record')} added: ${place}${retried}`,
  ].join('\n')
}
