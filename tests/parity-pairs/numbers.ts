import { accepted, by, coerced, different, exact, key, one, type Pair, rows, v } from './pair.ts'

export const numbers: Record<string, Pair[]> = {
  'Whole numbers': [
    different(
      'a sum that saturated at the 32-bit maximum',
      v('3000000000::BIGINT'),
      v('2147483647::BIGINT'),
      by('saturation'),
    ),
    different(
      '2^53 + 1 against 2^53, equal as DOUBLEs',
      v('9007199254740993'),
      v('9007199254740992'),
      by('double-precision'),
    ),
    different(
      '2^53 + 1 against the DOUBLE that it rounds to',
      v('9007199254740993'),
      v('9007199254740992::DOUBLE'),
      by('float-for-integer', 'double-precision'),
    ),
    different(
      'the greatest BIGINT against the one below',
      v('9223372036854775807'),
      v('9223372036854775806'),
      one,
    ),
    different('HUGEINT 0 against −1', v('0::HUGEINT'), v('(-1)::HUGEINT'), by('off-by-one')),
    different(
      'HUGEINTs that differ in their lowest bit',
      v('170141183460469231731687303715884105727::HUGEINT'),
      v('170141183460469231731687303715884105726::HUGEINT'),
      one,
    ),
    different(
      'HUGEINTs that differ in their upper half',
      v('18446744073709551616::HUGEINT'),
      v('36893488147419103232::HUGEINT'),
      one,
    ),
    coerced(
      'UBIGINT against HUGEINT',
      v('18446744073709551615::UBIGINT'),
      v('18446744073709551615::HUGEINT'),
      {
        key,
        reasons: ['integer-width'],
      },
    ),
    different(
      'a sum that overflowed 32 bits',
      v('3000000000::BIGINT'),
      v('(-1294967296)::BIGINT'),
      by('overflow'),
    ),
    different('a number with the opposite sign', v('517'), v('-517'), by('sign')),
    different(
      'a HUGEINT that fits no decimal',
      v('170141183460469231731687303715884105727::HUGEINT'),
      v('1::DECIMAL(38,0)'),
      one,
    ),
    coerced('UBIGINT against a decimal of 22 digits', v('5::UBIGINT'), v('5.00::DECIMAL(22,2)'), {
      key,
      reasons: ['decimal-scale'],
    }),
    different(
      'one fraction among DOUBLEs, and an integer that a DOUBLE would round',
      rows('(1, 0.5::DOUBLE), (2, 9007199254740992.0)'),
      rows('(1, 0::BIGINT), (2, 9007199254740993)'),
      { key, accept: { v: ['float-for-integer'] }, changed: 2 },
    ),
  ],
  Decimals: [
    different(
      'halves rounded up against halves rounded to even',
      rows('(1, 0.13), (2, 0.38), (3, 0.63)'),
      rows('(1, 0.12), (2, 0.38), (3, 0.62)'),
      {
        ...one,
        changed: 2,
      },
    ),
    coerced('DECIMAL(18,2) against DECIMAL(28,2)', v('1.50::DECIMAL(18,2)'), v('1.50::DECIMAL(28,2)'), {
      key,
      reasons: ['decimal-precision'],
    }),
    coerced('1.50 against 1.5000', v('1.50::DECIMAL(18,2)'), v('1.5000::DECIMAL(18,4)'), {
      key,
      reasons: ['decimal-scale'],
    }),
    different('1.50 against 1.5001', v('1.50::DECIMAL(18,2)'), v('1.5001::DECIMAL(18,4)'), one),
    coerced('5 against 5.00', v('5::INTEGER'), v('5.00::DECIMAL(9,2)'), { key, reasons: ['decimal-scale'] }),
    different(
      '0.00 against one unit below',
      v('0.00::DECIMAL(18,2)'),
      v('(-0.01)::DECIMAL(18,2)'),
      by('last-digit'),
    ),
    different(
      'a cent in 17 digits',
      v('123456789012345678.91::DECIMAL(38,2)'),
      v('123456789012345678.92::DECIMAL(38,2)'),
      one,
    ),
    different(
      'the last of 38 digits',
      v("'0.12345678901234567890123456789012345678'::DECIMAL(38,38)"),
      v("'0.12345678901234567890123456789012345679'::DECIMAL(38,38)"),
      one,
    ),
    coerced('two scales that no single type holds', v('1::DECIMAL(38,0)'), v("'1'::DECIMAL(38,37)"), {
      key,
      reasons: ['decimal-scale'],
    }),
    coerced(
      'digits before and after the point that fit no type',
      v('-1.50::DECIMAL(38,2)'),
      v('-1.5000::DECIMAL(18,4)'),
      {
        key,
        reasons: ['decimal-scale'],
      },
    ),
    different(
      'the same, and a hundredth of a cent',
      v('1.50::DECIMAL(38,2)'),
      v('1.5001::DECIMAL(18,4)'),
      one,
    ),
    different(
      'a number that does not fit the other type',
      rows("(1, '123456789012345678901234567890123456.78'::DECIMAL(38,2)), (2, 1.50)"),
      rows('(1, 1.5000::DECIMAL(18,4)), (2, 1.5000)'),
      one,
    ),
    coerced('UHUGEINT against a decimal', v('5::UHUGEINT'), v('5.00::DECIMAL(9,2)'), {
      key,
      reasons: ['integer-width'],
    }),
    different(
      'numbers rounded to one decimal',
      rows('(1, 12.34), (2, 12.37), (3, 12.03), (4, 12.98)'),
      rows('(1, 12.3), (2, 12.4), (3, 12.0), (4, 13.0)'),
      { key, reasons: ['decimal-scale', 'fewer-decimals'], changed: 4 },
    ),
    coerced('DOUBLE 0.1 against the decimal 0.10', v('0.1::DOUBLE'), v('0.10::DECIMAL(18,2)'), {
      key,
      reasons: ['float-for-decimal'],
    }),
    different(
      'DOUBLE 0.1 + 0.2 against the decimal 0.30',
      v('0.1::DOUBLE + 0.2::DOUBLE'),
      v('0.30::DECIMAL(18,2)'),
      one,
    ),
    coerced(
      'a decimal of another scale inside a struct',
      v("{'p': 1.0::DECIMAL(9,1)}"),
      v("{'p': 1.00::DECIMAL(9,2)}"),
      {
        key,
        reasons: ['decimal-scale'],
      },
    ),
    different('a cent inside a struct', v("{'p': 1.01::DECIMAL(9,2)}"), v("{'p': 1.02::DECIMAL(9,2)}"), one),
    different(
      'only digits after the point, with both signs',
      v("'-0.1'::DECIMAL(38,38)"),
      v("'0.99999999999999999999999999999999999999'::DECIMAL(38,38)"),
      one,
    ),
    different(
      'one DOUBLE with an extra digit, and a cent that a DOUBLE would round',
      rows('(1, 0.125::DOUBLE), (2, 90071992547409.92), (3, 1.5)'),
      rows("(1, 0.12::DECIMAL(38,2)), (2, '90071992547409.93'), (3, 1.50)"),
      { ...one, changed: 2 },
    ),
    coerced('DOUBLEs against a decimal of 20 places', v('0.1::DOUBLE'), v('0.1::DECIMAL(38,20)'), {
      key,
      reasons: ['float-for-decimal'],
    }),
  ],
  'Floating-point numbers': [
    exact('NaN against NaN', v("'nan'::DOUBLE"), v("-('nan'::DOUBLE)"), { key }),
    exact('−0.0 against 0.0', v("'-0.0'::DOUBLE"), v('0.0::DOUBLE'), { key }),
    exact('−0.0 against 0.0, without a key', "SELECT '-0.0'::DOUBLE AS v", 'SELECT 0.0::DOUBLE AS v'),
    different('NULL against NaN', v('NULL::DOUBLE'), v("'nan'::DOUBLE"), by('null-for-nan')),
    different('∞ against −∞', v("'inf'::DOUBLE"), v("'-inf'::DOUBLE"), by('infinity')),
    different('∞ against the greatest DOUBLE', v("'inf'::DOUBLE"), v('1.7976931348623157e308::DOUBLE'), one),
    different('NaN against ∞', v("'nan'::DOUBLE"), v("'inf'::DOUBLE"), by('nan')),
    different('0.1 + 0.2 against 0.3', v('0.1::DOUBLE + 0.2::DOUBLE'), v('0.3::DOUBLE'), by('float-noise')),
    accepted('the same noise, accepted', v('0.1::DOUBLE + 0.2::DOUBLE'), v('0.3::DOUBLE'), {
      key,
      accept: { v: ['float-noise'] },
    }),
    different('the smallest DOUBLE against 0', v('5e-324::DOUBLE'), v('0.0::DOUBLE'), one),
  ],
}
