import { jsonText, LABEL, LABEL_RULE } from '../../core/text.ts'
import { UserError } from '../../errors.ts'

/**
 * Names and keys stand in tables, messages and commits, so that nothing unseen may be in them.
 *
 * @param options by their names, such as `--key`
 * @throws UserError `optionInvalid`
 */
export function requireLabels(options: Readonly<Record<string, string | undefined>>): void {
  for (const [option, value] of Object.entries(options))
    if (value !== undefined && !LABEL.test(value))
      throw new UserError('optionInvalid', {
        option,
        value: jsonText(value),
        expected: LABEL_RULE.replace('must be ', ''),
      })
}
