import { close, closeOnly, different, exact, key, one, type Pair, rows, v, within } from './pair.ts'

export const tolerances: Record<string, Pair[]> = {
  Tolerances: [
    closeOnly('close, in a width that nobody accepted', v('1.0::FLOAT'), v('1.5::DOUBLE'), within(0.5, 0)),
    close('close, in a width that is accepted', v('1.0::FLOAT'), v('1.5::DOUBLE'), {
      ...within(0.5, 0),
      accept: { v: ['float-width'] },
    }),
    close('exactly at an absolute edge', v('1.0::DOUBLE'), v('1.5::DOUBLE'), within(0.5, 0)),
    different('one bit beyond it', v('1.0::DOUBLE'), v('1.5000000000000002::DOUBLE'), within(0.5, 0)),
    close('exactly at a relative edge', v('128.0::DOUBLE'), v('127.0::DOUBLE'), within(0, 0.0078125)),
    different('one bit beyond it', v('128.0::DOUBLE'), v('126.99999999999999::DOUBLE'), within(0, 0.0078125)),
    close('a cent of decimals', v('1.00::DECIMAL(18,2)'), v('1.01::DECIMAL(18,2)'), within(0.01, 0)),
    different('two cents', v('1.00::DECIMAL(18,2)'), v('1.02::DECIMAL(18,2)'), within(0.01, 0)),
    close('integers, by name', v('100'), v('101'), within(1, 0)),
    close('all floating-point columns', v('1.0::DOUBLE'), v('1.0000000001::DOUBLE'), {
      key,
      tolerance: { '*': { abs: 0, rel: 1e-9 } },
    }),
    different(
      'all floating-point columns, but decimals',
      v('1.00::DECIMAL(18,2)'),
      v('1.01::DECIMAL(18,2)'),
      {
        ...one,
        tolerance: { '*': { abs: 1, rel: 0 } },
      },
    ),
    different('all floating-point columns, but integers', v('1'), v('2'), {
      ...one,
      tolerance: { '*': { abs: 5, rel: 0 } },
    }),
    close(
      'rows without a key, matched by what agrees',
      rows("('x', 1.0::DOUBLE), ('y', 2.0)"),
      rows("('y', 2.1::DOUBLE), ('x', 1.1)"),
      {
        tolerance: { v: { abs: 0.2, rel: 0 } },
      },
    ),
    different('another column’s', v('1.0::DOUBLE'), v('1.1::DOUBLE'), {
      ...one,
      tolerance: { w: { abs: 5, rel: 0 } },
    }),
    different('NaN against a number', v("'nan'::DOUBLE"), v('1.0::DOUBLE'), { ...one, ...within(1e9, 1) }),
    different('∞ against a number', v("'inf'::DOUBLE"), v('1.0::DOUBLE'), { ...one, ...within(1e9, 1) }),
    different('NULL against a number', v('NULL::DOUBLE'), v('0.0::DOUBLE'), { ...one, ...within(1e9, 1) }),
    exact('nothing to tolerate', v("'nan'::DOUBLE"), v("'nan'::DOUBLE"), within(1, 1)),
    different('a row lost, all others close', rows('(1, 1.0::DOUBLE), (2, 2.0)'), rows('(1, 1.1::DOUBLE)'), {
      ...within(0.5, 0),
      onlyA: 1,
      onlyB: 0,
    }),
    different(
      'a text beside it that differs',
      "SELECT 1 AS id, 1.0::DOUBLE AS v, 'x' AS w",
      "SELECT 1 AS id, 1.1::DOUBLE AS v, 'y' AS w",
      {
        ...one,
        ...within(0.5, 0),
      },
    ),
    different('2^53 + 1 against 2^53 by half a unit', v('9007199254740993'), v('9007199254740992'), {
      ...one,
      ...within(0.5, 0),
    }),
    different(
      'the last of 38 digits by half a unit',
      v('99999999999999999999999999999999999999::DECIMAL(38,0)'),
      v('99999999999999999999999999999999999998::DECIMAL(38,0)'),
      { ...one, ...within(0.5, 0) },
    ),
    close(
      'the same by one',
      v('99999999999999999999999999999999999999::DECIMAL(38,0)'),
      v('99999999999999999999999999999999999998::DECIMAL(38,0)'),
      within(1, 0),
    ),
    different(
      'the greatest UHUGEINT by half a unit',
      v('340282366920938463463374607431768211455::UHUGEINT'),
      v('340282366920938463463374607431768211454::UHUGEINT'),
      { ...one, ...within(0.5, 0) },
    ),
    different('a cent beyond 10^17', v('100000000000000000.01::DECIMAL(38,2)'), v('0::DECIMAL(38,2)'), {
      ...one,
      ...within(1e17, 0),
    }),
    different('a CSV’s 2^53 + 1 by half a unit', v("'9007199254740993'"), v("'9007199254740992'"), {
      ...one,
      ...within(0.5, 0),
    }),
    close('a CSV’s cent', v("'1.00'"), v("'1.01'"), within(0.01, 0)),
    different('a CSV’s cent and a little more', v("'1.00'"), v("'1.0100000000000000001'"), {
      ...one,
      ...within(0.01, 0),
    }),
    close('a cent of DOUBLEs, as they are spelt', v('1.02::DOUBLE'), v('1.01::DOUBLE'), within(0.01, 0)),
    close('a relative edge that no DOUBLE hits', v('100.0::DOUBLE'), v('71.0::DOUBLE'), within(0, 0.29)),
    different(
      'one fraction among DOUBLEs, and a whole number that a DOUBLE would round',
      rows('(1, 0.5::DOUBLE), (2, 9007199254740992.0)'),
      rows('(1, 0::BIGINT), (2, 9007199254740993)'),
      { key, accept: { v: ['float-for-integer'] }, ...within(0.5, 0), changed: 2 },
    ),
    close(
      'rows of numbers alone, matched in their order',
      rows('(1.0::DOUBLE), (2.0)', 'v'),
      rows('(2.05::DOUBLE), (1.05)', 'v'),
      { tolerance: { '*': { abs: 0.1, rel: 0 } } },
    ),
    close(
      'rows of a CSV’s numbers alone, matched in their order',
      rows("('9.99'), ('11')", 'v'),
      rows("('11.01'), ('10.00')", 'v'),
      { tolerance: { v: { abs: 0.1, rel: 0 } } },
    ),
    different(
      'rows of numbers alone, one of them lost',
      rows('(1.0::DOUBLE), (2.0), (9.0)', 'v'),
      rows('(2.05::DOUBLE), (1.05)', 'v'),
      { tolerance: { '*': { abs: 0.1, rel: 0 } }, onlyA: 1, onlyB: 0 },
    ),
  ],
}
