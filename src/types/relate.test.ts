import { describe, expect, it } from 'vitest'
import { formatType, parseType } from './data-type.ts'
import { relateTypes } from './relate.ts'

const relate = (a: string, b: string) => {
  const relation = relateTypes(parseType(a), parseType(b))
  return relation && [formatType(relation.target), ...relation.reasons]
}

describe('two types meet in one that loses nothing', () => {
  it.each([
    ['BIGINT', 'BIGINT', ['BIGINT']],
    ['INTEGER', 'BIGINT', ['BIGINT', 'integer-width']],
    ['BIGINT', 'UBIGINT', ['HUGEINT', 'integer-width']],
    ['DECIMAL(28,2)', 'DECIMAL(38,2)', ['DECIMAL(38,2)', 'decimal-precision']],
    ['DECIMAL(18,2)', 'DECIMAL(18,4)', ['DECIMAL(38,4)', 'decimal-scale']],
    ['BIGINT', 'DECIMAL(18,2)', ['DECIMAL(38,2)', 'decimal-scale']],
    ['FLOAT', 'DOUBLE', ['DOUBLE', 'float-width']],
    ['DOUBLE', 'DECIMAL(18,2)', ['DECIMAL(18,2)', 'float-for-decimal']],
    ['DOUBLE', 'INTEGER', ['BIGINT', 'float-for-integer']],
    ['TIMESTAMP_MS', 'TIMESTAMP', ['TIMESTAMP', 'timestamp-unit']],
    ['TIMESTAMP_NS', 'TIMESTAMP', ['VARCHAR', 'timestamp-unit']],
    ['TIMESTAMP', 'TIMESTAMP WITH TIME ZONE', ['TIMESTAMP', 'naive-timestamp']],
    ['DATE', 'TIMESTAMP', ['TIMESTAMP', 'date-for-timestamp']],
    ['VARCHAR', 'BIGINT', ['BIGINT', 'text-for-type']],
    ['VARCHAR', 'BLOB', ['BLOB', 'binary-for-text']],
    ['INTEGER[]', 'BIGINT[]', ['BIGINT[]', 'integer-width']],
    ['STRUCT(a INTEGER, b DATE)', 'STRUCT(b DATE, a INTEGER)', ['STRUCT("a" BIGINT, "b" DATE)']],
    ['MAP(VARCHAR, FLOAT)', 'MAP(VARCHAR, DOUBLE)', ['MAP(VARCHAR, DOUBLE)', 'float-width']],
    ['DECIMAL(38,0)', 'DECIMAL(38,10)', ['DECIMAL(38,10)', 'decimal-scale']],
    ['DECIMAL(38,0)[]', 'DECIMAL(38,10)[]', ['DECIMAL(38,10)[]', 'decimal-scale']],
    ['UHUGEINT[]', 'DECIMAL(9,2)[]', ['VARCHAR[]', 'integer-width']],
    ['DOUBLE[]', 'BIGINT[]', ['BIGINT[]', 'float-for-integer']],
    ['MAP(DOUBLE, INTEGER)', 'MAP(BIGINT, INTEGER)', null],
    ['DATE[]', 'TIMESTAMP[]', ['TIMESTAMP[]', 'date-for-timestamp']],
    ['VARCHAR', 'FLOAT', ['FLOAT', 'text-for-type']],
    ['VARCHAR', 'INTEGER', ['BIGINT', 'text-for-type']],
    ['DATE', 'BIGINT', null],
    ['INTEGER[]', 'INTEGER', null],
    ['VARCHAR[]', 'INTEGER[]', ['BIGINT[]', 'text-for-type']],
    ['STRUCT(a INTEGER)', 'STRUCT(b INTEGER)', null],
    ['BOOLEAN', 'INTEGER', null],
  ])('%s and %s', (a, b, expected) => {
    expect(relate(a, b)).toEqual(expected)
    expect(relate(b, a)).toEqual(expected)
  })
})
