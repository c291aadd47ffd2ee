import { eitherWay, guarded, ofKind } from '../case.ts'
import { plain, type Reason } from '../reason.ts'

const ANY_FOR_LOST = `regexp_replace(regexp_escape({a}), chr(65533) || '+', '.+', 'g')`
const HEX_OF_CODES = `array_to_string(list_transform(string_split({a}, ''), lambda c: printf('%02X', unicode(c))), '')`

export const replacementCharacter: Reason = {
  id: 'replacement-character',
  explain: plain('characters replaced by U+FFFD: the bytes were not UTF-8'),
  declare: 'by-hand',
  ...ofKind('text', {
    when: guarded(
      'contains(a, chr(65533)) <> contains(b, chr(65533))',
      eitherWay(`contains({a}, chr(65533)) AND regexp_full_match({b}, ${ANY_FOR_LOST}, 's')`, 'a', 'b'),
    ),
  }),
}

export const mojibake: Reason = {
  id: 'mojibake',
  explain: plain('UTF-8 read as Latin-1'),
  ...ofKind('text', {
    when: guarded(
      'strlen(a) <> strlen(b) AND length(a) <> length(b)',
      eitherWay(
        `CASE WHEN length({a}) = strlen({b}) AND strlen({a}) > length({a}) THEN ${HEX_OF_CODES} = hex({b}) END`,
        'a',
        'b',
      ),
    ),
  }),
}
