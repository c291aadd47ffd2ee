import type { DataType } from './data-type.ts'

/** A column's type on each side, and the one in which both are compared. */
export interface ComparedTypes {
  a: DataType
  b: DataType
  target: DataType
}

type OfKind<K extends DataType['kind']> = Extract<DataType, { kind: K }>

/** Types inside nested ones, by their step: `[]` for elements of a list and values of a map, `.name` for a field. */
export function innerTypes(types: ComparedTypes): { step: string; types: ComparedTypes }[] {
  switch (types.target.kind) {
    case 'list':
      return [{ step: '[]', types: mapTypes(types, 'list', ({ element }) => element) }]
    case 'map':
      return [{ step: '[]', types: mapTypes(types, 'map', ({ value }) => value) }]
    case 'struct':
      return types.target.fields.map(({ name }) => ({
        step: `.${name}`,
        types: mapTypes(types, 'struct', (struct) => fieldType(struct, name)),
      }))
    default:
      return []
  }
}

/** Every type inside; of one that is not nested, itself. */
export function leafTypes(types: ComparedTypes): ComparedTypes[] {
  const inner = innerTypes(types)
  return inner.length === 0 ? [types] : inner.flatMap((each) => leafTypes(each.types))
}

export const fieldType = (struct: OfKind<'struct'>, name: string): DataType =>
  struct.fields.find((field) => field.name === name)?.type ?? struct

/** A side that is nothing of the kind, such as one of NULLs alone, stands for itself. */
function mapTypes<K extends DataType['kind']>(
  { a, b, target }: ComparedTypes,
  kind: K,
  inner: (type: OfKind<K>) => DataType,
): ComparedTypes {
  const of = (type: DataType): DataType => (type.kind === kind ? inner(type as OfKind<K>) : type)
  return { a: of(a), b: of(b), target: of(target) }
}
