import type { Table, Tolerance } from '../../core/config/model.ts'
import { EVERY_COLUMN } from '../../core/parity/declared.ts'
import { isReason } from '../../core/parity/reasons.ts'
import { UserError } from '../../errors.ts'

export interface DiffOptions {
  a: string
  b: string
  key: string[]
  /** `0.01` for every floating-point column, or `amount=0.01`. */
  abs: string[]
  rel: string[]
  ignore: string[]
  /** A reason for every column, or `amount=last-digit`. */
  accept: string[]
  memory: string
  json: boolean
}

/** What the options declare, as a configuration would. */
export function declaredTable(name: string, options: DiffOptions): Table {
  const accept: Record<string, string[]> = {}
  for (const text of options.accept) {
    const { column, value } = splitOption(text)
    if (!isReason(value))
      throw new UserError('optionInvalid', {
        option: '--accept',
        value: text,
        expected: 'a reason as diff prints them, or column=reason',
      })
    accept[column] = [...(accept[column] ?? []), value]
  }
  return { name, key: options.key, ignore: options.ignore, accept, tolerance: tolerances(options) }
}

function tolerances(options: DiffOptions): Table['tolerance'] {
  const declared: Record<string, Tolerance> = {}
  for (const kind of ['abs', 'rel'] as const) {
    for (const text of options[kind]) {
      const { column, value } = splitOption(text)
      const number = Number(value)
      if (value.trim() === '' || !Number.isFinite(number) || number < 0)
        throw new UserError('optionInvalid', {
          option: `--${kind}`,
          value: text,
          expected: 'a number from 0 such as 0.01, or column=number',
        })
      declared[column] = { ...(declared[column] ?? { abs: 0, rel: 0 }), [kind]: number }
    }
  }
  return declared
}

/** `amount=0.01` names a column; `0.01` stands for all. */
function splitOption(text: string): { column: string; value: string } {
  const at = text.lastIndexOf('=')
  return at < 0
    ? { column: EVERY_COLUMN, value: text.trim() }
    : { column: text.slice(0, at), value: text.slice(at + 1).trim() }
}
