import { describe, expect, it } from 'vitest'
import type { Layout } from '../../types/layout.ts'
import { compareLayouts, layoutTexts } from './layouts.ts'

const NAMES = { baseline: 'spark', engine: 'polars' }
const layout = (changes: Partial<Layout> = {}): Layout => ({
  fields: [
    { name: 'id', id: 1, required: true },
    { name: 'name', id: 2, required: false },
  ],
  partition: ['hour(at)'],
  sort: [],
  ...changes,
})
const texts = (b: Layout | undefined) => layoutTexts(compareLayouts(layout(), b), NAMES)

describe('the layouts of two tables', () => {
  it('are not compared where only one has any', () => {
    expect(texts(layout())).toEqual([])
    expect(texts(undefined)).toEqual([])
  })

  it('differ by required columns, field ids, partitions and order, a sentence each', () => {
    const fields = [
      { name: 'name', id: 5, required: true },
      { name: 'id', id: 4, required: false },
      { name: 'other', id: 6, required: false },
    ]
    expect(texts(layout({ fields, partition: ['day'], sort: ['id asc'] }))).toEqual([
      'Required columns differ, which changes no row: id required in spark, optional in polars; name optional in spark, required in polars',
      'Field ids differ, which changes no row: id 1 in spark, 4 in polars; name 2 in spark, 5 in polars',
      'Partitioned differently, which changes no row: hour(at) in spark, day in polars',
      'Sorted differently, which changes no row: none in spark, id asc in polars',
    ])
  })

  it('have no field ids to compare where one has none', () => {
    const fields = layout().fields.map((field) => ({ ...field, id: null }))
    expect(texts(layout({ fields }))).toEqual([])
  })

  it('name at most five of a kind', () => {
    const many = Array.from({ length: 8 }, (_, id) => ({ name: `c${id}`, id, required: false }))
    const moved = many.map((field) => ({ ...field, id: field.id + 1 }))
    const found = compareLayouts(layout({ fields: many }), layout({ fields: moved }))
    expect(layoutTexts(found, NAMES)[0]).toMatch(/c4 4 in spark, 5 in polars; and 3 more$/)
  })
})
