import { accepted, by, coerced, different, exact, key, one, type Pair, v } from './pair.ts'

export const types: Record<string, Pair[]> = {
  'Types and widths': [
    coerced('INTEGER against BIGINT', v('5::INTEGER'), v('5::BIGINT'), { key, reasons: ['integer-width'] }),
    accepted('the same, accepted', v('5::INTEGER'), v('5::BIGINT'), {
      key,
      accept: { v: ['integer-width'] },
      reasons: ['integer-width'],
    }),
    accepted('the same, accepted for all columns', v('5::INTEGER'), v('5::BIGINT'), {
      accept: { '*': ['integer-width'] },
    }),
    coerced(
      'widths accepted in one column of two',
      'SELECT 1::INT AS a, 2::INT AS b',
      'SELECT 1::BIGINT AS a, 2::BIGINT AS b',
      {
        accept: { a: ['integer-width'] },
      },
    ),
    different('a width accepted, but another value', v('5::INTEGER'), v('6::BIGINT'), {
      ...one,
      accept: { v: ['integer-width'] },
    }),
    coerced('a signed and an unsigned number', v('5::BIGINT'), v('5::UBIGINT'), {
      key,
      reasons: ['integer-width'],
    }),
    coerced('FLOAT against DOUBLE, of a value that both hold', v('0.5::FLOAT'), v('0.5::DOUBLE'), {
      key,
      reasons: ['float-width'],
    }),
    different(
      'FLOAT against DOUBLE, of a value that FLOAT does not hold',
      v('0.1::FLOAT'),
      v('0.1::DOUBLE'),
      by('float-width', 'float-precision'),
    ),
    coerced('DOUBLE 5.0 against the integer 5', v('5.0::DOUBLE'), v('5::BIGINT'), {
      key,
      reasons: ['float-for-integer'],
    }),
    different(
      'DOUBLE 5.5 against the integer 5, which it would be cast to',
      v('5.5::DOUBLE'),
      v('5::BIGINT'),
      one,
    ),
    different(
      'DOUBLE 5.5 against the integer 6, which it would be rounded to',
      v('5.5::DOUBLE'),
      v('6::BIGINT'),
      one,
    ),
    different('a boolean against 1', v('true'), v('1::INTEGER'), { key, reasons: ['type'] }),
    different('a number against a date', v('20260101::INTEGER'), v("DATE '2026-01-01'"), {
      key,
      reasons: ['type'],
    }),
    exact('an ENUM against its text', v("'a'::ENUM('a', 'b')"), v("'a'"), { key }),
    coerced('a FLOAT’s CSV', v("'0.1'"), v('0.1::FLOAT'), { key, reasons: ['text-for-type'] }),
    coerced('NULLs alone, without a type, against dates that are NULL', v('NULL'), v('NULL::DATE'), {
      key,
      reasons: ['null-type'],
    }),
    accepted('the same in a list, accepted', v('[NULL]'), v('[NULL::DATE]'), {
      key,
      accept: { v: ['null-type'] },
      reasons: ['null-type'],
    }),
    different('NULLs alone, without a type, against a date', v('NULL'), v("DATE '2026-01-01'"), {
      ...one,
      accept: { v: ['null-type'] },
      reasons: ['null', 'null-type'],
    }),
    exact('an array against a list', v('[1, 2, 3]::INT[3]'), v('[1, 2, 3]::INT[]'), { key }),
  ],
}
