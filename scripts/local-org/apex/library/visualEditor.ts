import { ApexList } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { dataType } from './dataTypes.ts';
import { compareValues } from './ordering.ts';
import { listOf, need } from './support.ts';

/** VisualEditor.DataRow. */
class Row {
    readonly label: string | null;
    readonly value: unknown;
    readonly selected: boolean;
    constructor(label: string | null, value: unknown, selected: boolean | null = false) {
        this.label = label;
        this.value = value;
        this.selected = selected ?? false;
    }
}
const row: LibraryType = {
    name: 'VisualEditor.DataRow',
    kind: 'class',
    is: (value) => value instanceof Row,
    members: {
        'new(String label, Object value)': (label: string | null, value: unknown) => new Row(label, value),
        'new(String label, Object value, Boolean selected)': (
            label: string | null,
            value: unknown,
            selected: boolean | null
        ) => new Row(label, value, selected),
        'Integer compareTo(VisualEditor.DataRow other)': (self: Row, other: Row | null) =>
            compareValues(self.label, need(other).label),
        'String getLabel()': (self: Row) => self.label,
        'Object getValue()': (self: Row) => self.value,
        'Boolean isSelected()': (self: Row) => self.selected
    }
};
/** VisualEditor.DynamicPickListRows. */
class Rows {
    readonly rows: Row[];
    complete: boolean;
    constructor(rows: readonly unknown[] = [], complete: boolean | null = false) {
        this.rows = [...(rows as Row[])];
        this.complete = complete ?? false;
    }
}
const rows: LibraryType = {
    name: 'VisualEditor.DynamicPickListRows',
    kind: 'class',
    is: (value) => value instanceof Rows,
    members: {
        'new()': () => new Rows(),
        'new(List<VisualEditor.DataRow> rows)': (list: ApexList | null) => new Rows(need(list).items),
        'new(List<VisualEditor.DataRow> rows, Boolean containsAllRows)': (
            list: ApexList | null,
            complete: boolean | null
        ) => new Rows(need(list).items, complete),
        'void addAllRows(List<VisualEditor.DataRow> rows)': (self: Rows, list: ApexList | null) => {
            self.rows.push(...(need(list).items as Row[]));
        },
        'void addRow(VisualEditor.DataRow row)': (self: Rows, added: Row | null) => {
            self.rows.push(need(added));
        },
        'Boolean containsAllRows()': (self: Rows) => self.complete,
        'List<VisualEditor.DataRow> getDataRows()': (self: Rows) => listOf('VisualEditor.DataRow', self.rows),
        'VisualEditor.DataRow get(Integer index)': (self: Rows, index: number | null) => self.rows[need(index)] ?? null,
        'void setContainsAllRows(Boolean containsAllRows)': (self: Rows, complete: boolean | null) => {
            self.complete = need(complete);
        },
        'Integer size()': (self: Rows) => self.rows.length,
        'void sort()': (self: Rows) => {
            self.rows.sort((left, right) => compareValues(left.label, right.label));
        }
    }
};

/** Picklists of component properties; VisualEditor.DynamicPickList itself only stands above the classes that make them. */
export const visualEditorTypes: readonly LibraryType[] = [
    row,
    rows,
    dataType('VisualEditor.DesignTimePageContext', { entityName: 'String', pageType: 'String' })
];
