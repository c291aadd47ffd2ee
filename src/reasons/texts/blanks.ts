import { literal } from '../../duckdb/sql.ts'

const BLANK = literal(' \t\n\r\u00a0')
const [CRLF, CR, LF] = ['\r\n', '\r', '\n'].map(literal)

/** SQL for a text without any blanks. */
export const withoutBlanks = (text: string): string => `translate(${text}, ${BLANK}, '')`

/** SQL for a text without blanks around it. */
export const trimmed = (text: string): string => `trim(${text}, ${BLANK})`

/** SQL for a text with Unix's ends of lines. */
export const unixLines = (text: string): string => `replace(replace(${text}, ${CRLF}, ${LF}), ${CR}, ${LF})`

/** SQL for a text without blanks around it, and one blank for each run of them. */
export const collapsed = (text: string): string =>
  `trim(regexp_replace(replace(${text}, ${literal('\u00a0')}, ' '), '\\s+', ' ', 'g'))`
