import { accepted, by, coerced, different, key, one, type Pair, rows, v } from './pair.ts'

export const texts: Record<string, Pair[]> = {
  Texts: [
    different('NULL against the empty text', v('NULL::VARCHAR'), v("''"), by('null-for-empty')),
    accepted('the same, accepted', v('NULL::VARCHAR'), v("''"), { key, accept: { v: ['null-for-empty'] } }),
    different('NULL against the word', v('NULL::VARCHAR'), v("'NULL'"), by('null-for-word')),
    different(
      'é as one character and as two',
      v("'caf' || chr(233)"),
      v("'cafe' || chr(769)"),
      by('unicode-form'),
    ),
    different('a space at the end', v("'Bern'"), v("'Bern '"), by('trimming')),
    different('upper and lower case', v("'Bern'"), v("'BERN'"), by('letter-case')),
    different(
      'line endings',
      v("'a' || chr(10) || 'b'"),
      v("'a' || chr(13) || chr(10) || 'b'"),
      by('line-ending'),
    ),
    different('a non-breaking space', v("'1 000'"), v("'1' || chr(160) || '000'"), by('white-space')),
    different('a Cyrillic letter that looks Latin', v("'a'"), v('chr(1072)'), by('unexplained')),
    different(
      'a replacement character',
      v("'Zürich'"),
      v("'Z' || chr(65533) || 'rich'"),
      by('replacement-character'),
    ),
    different('a text cut at its NUL', v("'ab' || chr(0) || 'cd'"), v("'ab'"), by('cut-off')),
    different('the number as text, in another format', v("'1.50'"), v("'1.5'"), by('number-format')),
    different(
      'one reason accepted, another not',
      rows("(1, 'Bern'), (2, 'Genf')"),
      rows("(1, 'Bern '), (2, 'GENF')"),
      { ...one, changed: 2, accept: { v: ['trimming'] }, reasons: ['trimming', 'letter-case'] },
    ),
    accepted('both accepted', rows("(1, 'Bern'), (2, 'Genf')"), rows("(1, 'Bern '), (2, 'GENF')"), {
      key,
      accept: { v: ['trimming', 'letter-case'] },
    }),
    different('spaces and capitals together', v("'c    '"), v("'C'"), by('trimming', 'letter-case')),
    accepted('the same, both accepted', v("'c    '"), v("'C'"), {
      key,
      accept: { v: ['trimming', 'letter-case'] },
    }),
    different('the same, one of them accepted', v("'c    '"), v("'C'"), {
      ...one,
      accept: { v: ['trimming'] },
    }),
    different('spaces inside, and capitals', v("'A  B'"), v("'a b'"), by('letter-case', 'white-space')),
    different(
      'spaces, capitals, line endings and the Unicode form',
      v("' É' || chr(13) || chr(10) || 'x'"),
      v("'e' || chr(769) || chr(10) || 'X'"),
      by('trimming', 'line-ending', 'letter-case', 'unicode-form'),
    ),
    different(
      'spaces around a number in another format',
      v("' 1.50'"),
      v("'1.5'"),
      by('trimming', 'number-format'),
    ),
    different('NULL against spaces', v('NULL::VARCHAR'), v("'  '"), by('null-for-empty', 'trimming')),
    different('the empty text against spaces', v("''"), v("'  '"), by('trimming')),
    different('10 against 100, as text', v("'10'"), v("'100'"), by('unexplained')),
    different('accepted in another column', v("'Bern'"), v("'Bern '"), {
      ...one,
      accept: { w: ['trimming'] },
    }),
    different('accepted, but a row is lost as well', rows("(1, 'Bern'), (2, 'Genf')"), rows("(1, 'Bern ')"), {
      key,
      accept: { '*': ['trimming'] },
      onlyA: 1,
      onlyB: 0,
    }),
    different(
      'numbers of one DOUBLE, of another last digit',
      v("'123456789012345678901234567890123'"),
      v("'123456789012345678901234567890124'"),
      { ...by('double-precision'), accept: { v: ['number-format'] } },
    ),
    different('0.1 and a little more', v("'0.1'"), v("'0.10000000000000000001'"), {
      ...by('double-precision'),
      accept: { v: ['number-format'] },
    }),
    different('numbers too small for a DOUBLE', v("'1e-400'"), v("'1e-500'"), {
      ...one,
      accept: { v: ['number-format'] },
    }),
    different(
      'times of one microsecond, of another last digit',
      v("'2026-11-20 01:02:03.0000000001'"),
      v("'2026-11-20 01:02:03.0000000002'"),
      { ...one, accept: { v: ['time-format'] } },
    ),
    different('the latest timestamp', v("'294247-01-10 04:00:54.775806'"), v("'2020'"), one),
    different(
      'a replacement character, and another number',
      v("'Zürich 100'"),
      v("'Z' || chr(65533) || 'rich 999'"),
      by('unexplained'),
    ),
  ],
  'Bytes and UUIDs': [
    different('a zero byte more', v("'\\x00'::BLOB"), v("'\\x00\\x00'::BLOB"), one),
    different('bytes that are not text', v("'\\xFF\\xFE'::BLOB"), v("'\\xFF\\xFD'::BLOB"), one),
    coerced('bytes against the text they spell', v("'abc'::BLOB"), v("'abc'"), {
      key,
      reasons: ['binary-for-text'],
    }),
    different('bytes against another text', v("'abc'::BLOB"), v("'abd'"), one),
    coerced(
      'a UUID against its text in capitals',
      v("'0f8fad5b-d9cb-469f-a165-70867728950e'::UUID"),
      v("'0F8FAD5B-D9CB-469F-A165-70867728950E'"),
      { key, reasons: ['text-for-type'] },
    ),
    different(
      'UUIDs that differ in their last digit',
      v("'0f8fad5b-d9cb-469f-a165-70867728950e'::UUID"),
      v("'0f8fad5b-d9cb-469f-a165-70867728950f'::UUID"),
      one,
    ),
  ],
}
