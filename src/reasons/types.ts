import { type Kind, plain, type Reason } from './reason.ts'

/** A difference of two columns' types, whose values are compared. */
const typed = (id: string, words: string, kinds?: readonly Kind[]): Reason => ({
  id,
  explain: plain(words),
  ...(kinds && { kinds }),
})

/** What types of columns differ in; tables whose columns can't be compared are different, whatever is declared. */
export const TYPES: readonly Reason[] = [
  typed('integer-width', 'integers of different widths', ['integer']),
  typed('decimal-precision', 'decimals of different precisions', ['decimal']),
  typed('decimal-scale', 'decimals of different scales', ['decimal']),
  typed('float-width', 'a 32-bit float and a 64-bit float', ['float']),
  typed('timestamp-unit', 'timestamps in different units', ['timestamp']),
  typed('duration-unit', 'durations in different units', ['duration']),
  typed('naive-timestamp', 'a timestamp without a time zone, read as UTC, and one with a time zone', [
    'timestamp',
  ]),
  typed('date-for-timestamp', 'a date, read as midnight, and a timestamp', ['date', 'timestamp']),
  typed('float-for-integer', 'a float and an integer', ['float', 'integer']),
  typed('float-for-decimal', 'a float and a decimal', ['float', 'decimal']),
  typed('null-type', 'a column that holds only NULLs and has no type'),
  typed('binary-for-text', 'bytes and text', ['binary', 'text']),
  typed('text-for-type', 'text, read as the type of the other column', ['text']),
  { id: 'missing', explain: ({ engine }) => `${engine} does not have the column`, declare: null },
  { id: 'extra', explain: ({ baseline }) => `${baseline} does not have the column`, declare: null },
  { id: 'type', explain: () => 'types that cannot be compared', declare: null },
]
