import { UserError } from '../../errors.ts'
import { jsonText, LABEL, LABEL_RULE } from '../../text/text.ts'

const EMPTY = 'non-empty text (is its variable set?)'

/**
 * Names and partitions stand in tables, messages and commits: something must be in them, and nothing unseen.
 *
 * @param options by their names, such as `--partition`
 * @throws UserError `optionInvalid`
 */
export function requireLabels(options: Readonly<Record<string, string | undefined>>): void {
  for (const [option, value] of Object.entries(options)) {
    if (value === undefined || (LABEL.test(value) && value.trim() !== '')) continue
    const expected = LABEL.test(value) ? EMPTY : LABEL_RULE.replace('must be ', '')
    throw new UserError('optionInvalid', { option, value: jsonText(value), expected })
  }
}
