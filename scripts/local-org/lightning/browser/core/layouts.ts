import { layout, objectInfo } from './describe.ts';
import type { ObjectInfo } from './uiTypes.ts';

export type FormMode = 'view' | 'edit' | 'create';
/** One place of a form: a field, or nothing so that columns stay aligned. */
export interface FormCell {
    readonly key: string;
    readonly field: string | undefined;
    readonly editable: boolean;
    readonly required: boolean;
}
export interface FormSection {
    readonly key: string;
    readonly heading: string;
    readonly columns: number;
    readonly rows: readonly { readonly key: string; readonly cells: readonly FormCell[] }[];
}

/** The sections of an object's page layout, with what this user may change. */
export const layoutSections = async (
    object: string,
    type: 'Full' | 'Compact',
    mode: FormMode
): Promise<FormSection[]> => {
    const apiMode = mode === 'view' ? 'View' : mode === 'edit' ? 'Edit' : 'Create';
    const [{ sections }, info] = await Promise.all([layout(object, type, apiMode), objectInfo(object)]);
    const shown = sections
        .map((section) => ({
            key: section.id,
            heading: section.useHeading ? section.heading : '',
            columns: Math.max(section.columns, 1),
            rows: section.layoutRows.map((row, index) => ({
                key: `${section.id}-${index}`,
                cells: row.layoutItems.map((item, column) => ({
                    key: `${section.id}-${index}-${column}`,
                    field: item.layoutComponents[0]?.apiName ?? undefined,
                    editable: mode === 'create' ? item.editableForNew : item.editableForUpdate,
                    required: item.required
                }))
            }))
        }))
        .filter((section) => section.rows.length > 0);
    return mode === 'view' ? shown : shown.map((section) => withNameParts(section, info, mode));
};

/** A person's name is read as one and written in its parts. */
const withNameParts = (section: FormSection, info: ObjectInfo, mode: 'edit' | 'create'): FormSection => {
    const parts = info.nameFields.filter((name) => info.fields[name] && !info.fields[name].nameField);
    if (parts.length < 2) return section;
    const isName = (cell: FormCell): boolean => cell.field !== undefined && info.fields[cell.field]?.nameField === true;
    const rows = section.rows.flatMap((row) => {
        if (!row.cells.some(isName)) return [row];
        const rest = row.cells.filter((cell) => !isName(cell));
        return [...fieldSections(info, parts, parts.length, mode)[0]!.rows, { ...row, cells: rest }];
    });
    return { ...section, rows: rows.filter((row) => row.cells.length > 0) };
};

/** Fields in columns, row by row, as one section without a heading. */
export const fieldSections = (
    info: ObjectInfo,
    fields: readonly string[],
    columns: number,
    mode: FormMode
): FormSection[] => {
    const rows: { key: string; cells: FormCell[] }[] = [];
    fields.forEach((name, index) => {
        if (index % columns === 0) rows.push({ key: `row-${index}`, cells: [] });
        const field = info.fields[name];
        rows.at(-1)!.cells.push({
            key: name,
            field: name,
            editable: (mode === 'create' ? field?.createable : field?.updateable) ?? false,
            required: field?.required ?? false
        });
    });
    return [{ key: 'fields', heading: '', columns, rows }];
};

/** The fields of a quick action as a form of two columns. */
export const actionSections = (
    info: ObjectInfo,
    fields: readonly { readonly field: string; readonly behavior: string }[],
    mode: 'edit' | 'create'
): FormSection[] => {
    const behaviors = new Map(fields.map(({ field, behavior }) => [field, behavior]));
    return fieldSections(info, [...behaviors.keys()], 2, mode).map((section) => ({
        ...section,
        rows: section.rows.map((row) => ({
            ...row,
            cells: row.cells.map((cell) => ({
                ...cell,
                editable: cell.editable && behaviors.get(cell.key) !== 'Readonly',
                required: cell.required || behaviors.get(cell.key) === 'Required'
            }))
        }))
    }));
};

/** Names of all fields in sections. */
export const fieldsOf = (sections: readonly FormSection[]): string[] =>
    sections.flatMap((section) => section.rows.flatMap((row) => row.cells.flatMap((cell) => cell.field ?? [])));
