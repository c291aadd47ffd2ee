const BLANK = `' ' || chr(9) || chr(10) || chr(13) || chr(160)`

/** SQL for a text without any blanks. */
export const withoutBlanks = (text: string): string => `translate(${text}, ${BLANK}, '')`

/** SQL for a text without blanks around it. */
export const trimmed = (text: string): string => `trim(${text}, ${BLANK})`

/** SQL for a text with Unix's ends of lines. */
export const unixLines = (text: string): string =>
  `replace(replace(${text}, chr(13) || chr(10), chr(10)), chr(13), chr(10))`

/** SQL for a text without blanks around it, and one blank for each run of them. */
export const collapsed = (text: string): string =>
  `trim(regexp_replace(replace(${text}, chr(160), ' '), '\\s+', ' ', 'g'))`
