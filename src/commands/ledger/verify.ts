import type { Context, ExitCode } from '../../context.ts'
import { counted, jsonText } from '../../text/text.ts'
import { leftOutLine } from '../../workflow/ledger/left-out.ts'
import { readLedger } from '../../workflow/ledger/read-ledger.ts'

export interface VerifyOptions {
  ledger?: string
  json: boolean
}

const NOT_CHECKED = "Only a branch's history can show that no record was changed later: see docs/ledger.md."

/** `ledger verify`: 1 where a file of the ledger is no record, or not in its place. */
export async function verifyLedger(options: VerifyOptions, { terminal, signal }: Context): Promise<ExitCode> {
  const { place, records, leftOut } = await readLedger(options.ledger, signal)
  if (options.json) terminal.print(jsonText({ ledger: place, records: records.length, leftOut }, 1))
  else {
    for (const file of leftOut) terminal.print(`✕ ${leftOutLine(file)}`)
    const days = new Set(records.map(({ when }) => when.slice(0, 10)))
    const span = records.length === 0 ? '' : ` of ${counted(days.size, 'day')}`
    const rest =
      leftOut.length === 0 ? 'each valid and in its place' : `${counted(leftOut.length, 'file')} left out`
    terminal.print(
      `${leftOut.length === 0 ? '✓' : '✕'} ${counted(records.length, 'run record')}${span}, ${rest}; ${place}`,
    )
    if (leftOut.length === 0) terminal.note(NOT_CHECKED)
  }
  return leftOut.length === 0 ? 0 : 1
}
