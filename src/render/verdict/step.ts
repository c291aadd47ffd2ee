/** What to do: a sentence, or the beginning of one that a command completes. */
export interface Step {
  text: string
  /** For a shell. */
  command?: string
}

export const stepText = ({ text, command }: Step): string =>
  command === undefined ? text : `${text} ${command}`
