import { describe, expect, it } from 'vitest'
import { columnsOf, db, relationOf, useSelected } from '../../../tests/selected.ts'
import { fingerprintTable } from './exact.ts'

useSelected()

const fingerprint = async (select: string) => {
  return (await fingerprintTable(db, relationOf(select), await columnsOf(select))).fingerprint
}

describe('equal data has equal fingerprints', () => {
  it.each([
    ['whatever the order of rows', 'FROM range(1000) t(a)', 'FROM range(1000) t(a) ORDER BY a DESC'],
    ['whatever the order of columns', "SELECT 1 AS a, 'x' AS b", "SELECT 'x' AS b, 1 AS a"],
    ['whatever the width of integers', 'SELECT 5::TINYINT AS a', 'SELECT 5::BIGINT AS a'],
    [
      'whatever the precision of decimals',
      'SELECT 1.50::DECIMAL(9,2) AS a',
      'SELECT 1.50::DECIMAL(18,2) AS a',
    ],
    [
      'whatever the unit of timestamps',
      "SELECT TIMESTAMP_S '2026-11-20 01:02:03' AS a",
      "SELECT TIMESTAMP '2026-11-20 01:02:03' AS a",
    ],
    ['for −0.0 and 0.0', "SELECT '-0.0'::DOUBLE AS a", 'SELECT 0.0::DOUBLE AS a'],
    ['for one NaN and another', "SELECT 'nan'::DOUBLE AS a", "SELECT -('nan'::DOUBLE) AS a"],
    ['for no rows', 'SELECT 1 AS a WHERE false', 'SELECT 2 AS a WHERE false'],
  ])('%s', async (_, a, b) => expect(await fingerprint(a)).toBe(await fingerprint(b)))
})

describe('different data has different fingerprints', () => {
  it.each([
    ['a doubled row', 'SELECT 1 AS a', 'SELECT 1 AS a UNION ALL SELECT 1'],
    ['two doubled rows against two others', 'SELECT unnest([1, 1, 2]) AS a', 'SELECT unnest([1, 2, 2]) AS a'],
    [
      'values paired otherwise into rows',
      "SELECT * FROM (VALUES (1, 'x'), (2, 'y')) t(a, b)",
      "SELECT * FROM (VALUES (1, 'y'), (2, 'x')) t(a, b)",
    ],
    ['values that swapped columns', 'SELECT 1 AS a, 2 AS b', 'SELECT 2 AS a, 1 AS b'],
    ['zero and one unit below it', 'SELECT 0.00::DECIMAL(18,2) AS a', 'SELECT (-0.01)::DECIMAL(18,2) AS a'],
    ['wide zero and minus one', 'SELECT 0::HUGEINT AS a', 'SELECT (-1)::HUGEINT AS a'],
    [
      'times a nanosecond apart',
      "SELECT TIMESTAMP_NS '2026-11-20 00:00:00.000000001' AS a",
      "SELECT TIMESTAMP_NS '2026-11-20 00:00:00.000000002' AS a",
    ],
    ['NULL and the empty text', 'SELECT NULL::VARCHAR AS a', "SELECT '' AS a"],
    ['NULL and NaN', 'SELECT NULL::DOUBLE AS a', "SELECT 'nan'::DOUBLE AS a"],
    ['NULL and the empty list', 'SELECT NULL::INT[] AS a', 'SELECT []::INT[] AS a'],
    ['the empty list and a list of NULL', 'SELECT []::INT[] AS a', 'SELECT [NULL]::INT[] AS a'],
    ['NULL and a struct of NULLs', 'SELECT NULL::STRUCT(x INT) AS a', 'SELECT {x: NULL}::STRUCT(x INT) AS a'],
    ['one text with a comma and two', "SELECT ['a, b'] AS a", "SELECT ['a', 'b'] AS a"],
    ['texts that differ by a trailing space', "SELECT 'x' AS a", "SELECT 'x ' AS a"],
    [
      'Unicode forms of one letter',
      "SELECT 'é' AS a",
      "SELECT nfc_normalize('é') || '' AS a WHERE false UNION ALL SELECT 'e' || chr(769)",
    ],
    ['integers beyond what a double holds', 'SELECT 9007199254740993 AS a', 'SELECT 9007199254740992 AS a'],
    [
      'times a microsecond apart',
      "SELECT TIMESTAMP '2026-11-20 00:00:00' AS a",
      "SELECT TIMESTAMP '2026-11-20 00:00:00.000001' AS a",
    ],
  ])('%s', async (_, a, b) => expect(await fingerprint(a)).not.toBe(await fingerprint(b)))
})
