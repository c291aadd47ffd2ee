import type { TableFinding } from '../../model/record/schema.ts'
import type { LaidOutField, Layout } from '../../types/layout.ts'

export type LayoutFinding = NonNullable<TableFinding['layout']>[number]

/** How two tables of lakehouses are declared and laid out differently, which changes no value of a row. */
export function compareLayouts(baseline: Layout | undefined, engine: Layout | undefined): LayoutFinding[] {
  if (!baseline || !engine) return []
  const fields = new Map(engine.fields.map((field) => [field.name, field]))
  const shared = baseline.fields.flatMap((field) => {
    const other = fields.get(field.name)
    return other ? [[field, other] as const] : []
  })
  const all = (what: LayoutFinding['what'], of: (layout: Layout) => readonly string[]): LayoutFinding[] => {
    const [a, b] = [listed(of(baseline)), listed(of(engine))]
    return a === b ? [] : [{ what, column: null, baseline: a, engine: b }]
  }
  return [
    ...shared.flatMap(([a, b]) => differing('required', a, need(a), need(b))),
    ...shared.flatMap(([a, b]) =>
      a.id === null || b.id === null ? [] : differing('field-id', a, `${a.id}`, `${b.id}`),
    ),
    ...all('partition', ({ partition }) => partition),
    ...all('sort-order', ({ sort }) => sort),
  ]
}

const need = ({ required }: LaidOutField): string => (required ? 'required' : 'optional')

const listed = (parts: readonly string[]): string => (parts.length === 0 ? 'none' : parts.join(', '))

const differing = (
  what: LayoutFinding['what'],
  { name }: LaidOutField,
  baseline: string,
  engine: string,
): LayoutFinding[] => (baseline === engine ? [] : [{ what, column: name, baseline, engine }])

const TITLES: Record<LayoutFinding['what'], string> = {
  required: 'Required columns differ',
  'field-id': 'Field ids differ',
  partition: 'Partitioned differently',
  'sort-order': 'Sorted differently',
}
/** What is named of one kind. */
const MOST = 5

/** One sentence a kind: `Field ids differ, which changes no row: name 2 in A, 3 in B`. */
export const layoutTexts = (
  found: readonly LayoutFinding[],
  names: { baseline: string; engine: string },
): string[] =>
  Object.entries(TITLES).flatMap(([what, title]) => {
    const own = found.filter((one) => one.what === what)
    if (own.length === 0) return []
    const shown = own
      .slice(0, MOST)
      .map(({ column, baseline, engine }) =>
        [
          ...(column === null ? [] : [column]),
          `${baseline} in ${names.baseline}, ${engine} in ${names.engine}`,
        ].join(' '),
      )
    const more = own.length > MOST ? `; and ${own.length - MOST} more` : ''
    return [`${title}, which changes no row: ${shown.join('; ')}${more}`]
  })
