/**
 * Every mistake a user can make, in words: what happened, where, and how to mend it.
 * `cli.ts` alone prints them and exits with 2; any other error is a bug and keeps its stack.
 */
const messages = {
  sizeInvalid: (d: { text: string }) =>
    `'${d.text}' is no size. Write small, medium, large, or bytes such as 0.3GB or 512MiB.`,
}

type Messages = typeof messages
export type ErrorCode = keyof Messages
export type ErrorData<C extends ErrorCode> = Parameters<Messages[C]>[0]

export class UserError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'UserError'
  readonly code: C
  readonly data: ErrorData<C>

  constructor(code: C, data: ErrorData<C>) {
    super((messages[code] as (d: ErrorData<C>) => string)(data))
    this.code = code
    this.data = data
  }
}
