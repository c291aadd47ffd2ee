import { invalidOption } from '../../errors.ts'
import { jsonText, LABEL, LABEL_RULE, optionName } from '../../text/text.ts'

/**
 * Names and partitions stand in tables, messages and commits: something must be in them, and nothing unseen.
 *
 * @param options by their names in camel case
 * @throws UserError `optionInvalid`
 */
export function requireLabels(options: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || (LABEL.test(value) && value.trim() !== '')) continue
    const expected = LABEL.test(value)
      ? 'non-empty text (is its variable set?)'
      : LABEL_RULE.replace('must be ', '')
    throw invalidOption(optionName(name), jsonText(value), expected)
  }
}

/** The options that are not given, as the user types them. */
export const missingOptions = (options: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(options)
    .filter((name) => options[name] === undefined)
    .map(optionName)
