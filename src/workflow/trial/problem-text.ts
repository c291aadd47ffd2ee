import type { UserError } from '../../errors.ts'
import { isLakeFault } from '../../tables/open.ts'

/**
 * Why tables can't be had, in words. What several share is said once, with the names of the others.
 *
 * @param problems by table
 * @returns null where there are none
 */
export function problemText(problems: ReadonlyMap<string, UserError>): string | null {
  const texts = [...Map.groupBy(problems, causeOf).values()].map(([first, ...others]) => {
    const { message = '' } = first?.[1] ?? {}
    if (others.length === 0 || (first && isLakeFault(first[1]))) return message
    return `${message} (also ${others.map(([name]) => `'${name}'`).join(', ')})`
  })
  return texts.length === 0 ? null : texts.join('; ')
}

/** What stands for a cause: the words, whichever table they name in quotes or in a path. */
function causeOf([name, error]: [string, UserError]): string {
  if (!isLakeFault(error))
    return error.message.replaceAll(new RegExp(`\\b${RegExp.escape(name)}(?=['"./])`, 'g'), '…')
  return JSON.stringify([error.code, { ...error.data, path: undefined }])
}
