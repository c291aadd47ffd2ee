import { plain, type Reason } from './reason.ts'

/** A difference of two columns' types, whose values are compared. */
const typed = (
  id: string,
  words: string,
  { kinds, entries }: Pick<Reason, 'kinds' | 'entries'> = {},
): Reason => ({
  id,
  explain: plain(words),
  ...(kinds && { kinds }),
  ...(entries && { entries }),
})

/** What types of columns differ in; tables whose columns can't be compared are different, whatever is declared. */
export const TYPES: readonly Reason[] = [
  typed('integer-width', 'integers of different widths', {
    kinds: ['integer'],
    entries: ['integer-result-types', 'datediff-type', 'csv-infer-types'],
  }),
  typed('decimal-precision', 'decimals of different precisions', {
    kinds: ['decimal'],
    entries: ['decimal-result-types'],
  }),
  typed('decimal-scale', 'decimals of different scales', {
    kinds: ['decimal'],
    entries: ['decimal-division', 'decimal-result-types'],
  }),
  typed('float-width', 'a 32-bit float and a 64-bit float', { kinds: ['float'] }),
  typed('timestamp-unit', 'timestamps in different units', { kinds: ['timestamp'] }),
  typed('duration-unit', 'durations in different units', { kinds: ['duration'] }),
  typed('naive-timestamp', 'a timestamp without a time zone, read as UTC, and one with a time zone', {
    kinds: ['timestamp'],
    entries: ['timestamps-in-files'],
  }),
  typed('date-for-timestamp', 'a date, read as midnight, and a timestamp', {
    kinds: ['date', 'timestamp'],
    entries: ['trunc-of-date', 'add-months'],
  }),
  typed('float-for-integer', 'a float and an integer', {
    kinds: ['float', 'integer'],
    entries: ['integer-sum-in-files'],
  }),
  typed('float-for-decimal', 'a float and a decimal', {
    kinds: ['float', 'decimal'],
    entries: ['decimal-division', 'csv-types-not-given'],
  }),
  typed('null-type', 'a column that holds only NULLs and has no type'),
  typed('binary-for-text', 'bytes and text', { kinds: ['binary', 'text'] }),
  typed('text-for-type', 'text, read as the type of the other column', {
    kinds: ['text'],
    entries: ['csv-no-infer', 'partition-zero'],
  }),
  {
    id: 'missing',
    explain: ({ engine }) => `${engine} does not have the column`,
    declare: null,
    entries: ['parquet-merge-schema'],
  },
  { id: 'extra', explain: ({ baseline }) => `${baseline} does not have the column`, declare: null },
  { id: 'type', explain: () => 'types that cannot be compared', declare: null },
]
