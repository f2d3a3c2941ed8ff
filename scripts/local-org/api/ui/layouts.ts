/** Page layouts: the package's own, or for an object without one a plain layout of all fields a user may read. */
import { isSimple } from '../values.ts';
import type { FieldDef, Id, ObjectDef } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { compactLayoutOf } from '../../metadata/index.ts';
import type { LayoutDef, MetadataModel } from '../../metadata/types.ts';
import { isRequired } from '../rest/describe.ts';
import { parentNameOf } from '../records.ts';
import { MASTER_RECORD_TYPE } from '../recordTypes.ts';

const SYSTEM_FIELDS = ['CreatedById', 'LastModifiedById', 'CreatedDate', 'LastModifiedDate'];
const NEVER_SHOWN = new Set([
    'Id',
    'IsDeleted',
    'SystemModstamp',
    'LastViewedDate',
    'LastReferencedDate',
    'LastActivityDate',
    'MasterRecordId',
    'RecordTypeId',
    'PhotoUrl',
    ...SYSTEM_FIELDS
]);

/** Two columns, filled row by row. */
const inColumns = (fields: readonly FieldDef[]): { field: string; behavior: 'Edit' | 'Readonly' | 'Required' }[][] => {
    const columns: { field: string; behavior: 'Edit' | 'Readonly' | 'Required' }[][] = [[], []];
    fields.forEach((field, index) => {
        const behavior = isRequired(field) ? 'Required' : field.can.update || field.can.create ? 'Edit' : 'Readonly';
        columns[index % 2]?.push({ field: field.name, behavior });
    });
    return columns;
};

const ownFields = (tx: Transaction, object: ObjectDef): FieldDef[] => {
    const isShown = (field: FieldDef): boolean =>
        !NEVER_SHOWN.has(field.name) && isSimple(field) && tx.user.access.field(field).read;
    const shown = object.fields.filter(isShown);
    return shown.sort((left, right) => Number(right.nameField) - Number(left.nameField));
};

const plainLayout = (tx: Transaction, object: ObjectDef): LayoutDef => ({
    object: object.name,
    name: `${object.name}-${object.label} Layout`,
    sections: [
        { label: 'Information', showLabel: false, columns: inColumns(ownFields(tx, object)) },
        {
            label: 'System Information',
            showLabel: true,
            columns: inColumns(SYSTEM_FIELDS.flatMap((name) => object.field(name) ?? [])).map((column) =>
                column.map((item) => ({ ...item, behavior: 'Readonly' as const }))
            )
        }
    ],
    relatedLists: object.childRelations
        .filter((relation) => !/(Share|History|Feed)$/.test(relation.child))
        .map((relation) => ({ relation: relation.name, fields: [], sortDescending: false })),
    actions: []
});

/** The developer name of a record type, by the Id of its row; undefined for the master. */
const nameOfType = (tx: Transaction, id: Id): string | undefined => {
    const name =
        id === MASTER_RECORD_TYPE ? undefined : tx.systemRows.find('RecordType', 'Id', id)?.get('DeveloperName');
    return typeof name === 'string' ? name : undefined;
};

/**
 * The layout of an object that the user's profile assigns; where it assigns none, the project's own wins over the one that a new org has.
 * @param recordTypeId of the record that is shown
 */
export const layoutOf = (
    tx: Transaction,
    model: MetadataModel,
    object: ObjectDef,
    recordTypeId: Id = MASTER_RECORD_TYPE
): LayoutDef => {
    const assigned = tx.user.access.layout(object, nameOfType(tx, recordTypeId));
    return (
        model.pages.layouts.find((layout) => layout.name === assigned) ??
        model.pages.layouts.findLast((layout) => layout.object.toLowerCase() === object.name.toLowerCase()) ??
        plainLayout(tx, object)
    );
};

/** Fields of a layout that exist and that this user may read. */
export const layoutFields = (
    tx: Transaction,
    model: MetadataModel,
    object: ObjectDef,
    type: 'Full' | 'Compact'
): FieldDef[] => {
    const names =
        type === 'Compact'
            ? compactLayoutOf(model, object.name).fields
            : layoutOf(tx, model, object).sections.flatMap((section) =>
                  section.columns.flatMap((column) => column.map((item) => item.field))
              );
    return names.flatMap((name) => {
        const field = object.field(name);
        return field && tx.user.access.field(field).read ? [field] : [];
    });
};

const layoutItem = (tx: Transaction, object: ObjectDef, name: string, behavior: string): Record<string, unknown> => {
    const field = object.field(name);
    const may = field ? tx.user.access.field(field) : { read: false, edit: false };
    if (!field || !may.read) {
        return {
            editableForNew: false,
            editableForUpdate: false,
            label: '',
            layoutComponents: [],
            lookupIdApiName: null,
            required: false,
            sortable: false
        };
    }
    const open = behavior !== 'Readonly' && may.edit;
    // Pages call a look-up by what it points to: "Owner", not "Owner ID".
    const label = field.custom ? field.label : field.label.replace(/ ID$/, '');
    return {
        editableForNew: open && field.can.create,
        editableForUpdate: open && field.can.update,
        label,
        layoutComponents: [{ apiName: field.name, componentType: 'Field', label }],
        lookupIdApiName: parentNameOf(field) === null ? null : field.name,
        required: behavior === 'Required' || isRequired(field),
        sortable: field.can.sort
    };
};

/** A layout as `/ui-api/layout` writes it. */
export const layoutJson = (
    tx: Transaction,
    model: MetadataModel,
    object: ObjectDef,
    type: 'Full' | 'Compact',
    mode: string,
    recordTypeId: Id = MASTER_RECORD_TYPE
): Record<string, unknown> => {
    const layout = layoutOf(tx, model, object, recordTypeId);
    const sections =
        type === 'Full'
            ? layout.sections
            : [
                  {
                      label: '',
                      showLabel: false,
                      columns: [
                          compactLayoutOf(model, object.name).fields.map((field) => ({
                              field,
                              behavior: 'Readonly' as const
                          }))
                      ]
                  }
              ];
    return {
        eTag: `${object.name}-${type}-${mode}`,
        id: null,
        layoutType: type,
        mode,
        objectApiName: object.name,
        recordTypeId,
        saveOptions: [],
        sections: sections.map((section, index) => {
            const rows = Math.max(0, ...section.columns.map((column) => column.length));
            const layoutRows = Array.from({ length: rows }, (_unused, row) => ({
                layoutItems: section.columns.map((column) =>
                    layoutItem(tx, object, column[row]?.field ?? '', column[row]?.behavior ?? 'Readonly')
                )
            }));
            const shown = layoutRows.filter((row) =>
                row.layoutItems.some((item) => (item.layoutComponents as unknown[]).length > 0)
            );
            return {
                collapsible: section.showLabel,
                columns: section.columns.length,
                heading: section.label,
                id: `${object.name}-section-${index}`,
                layoutRows: shown,
                rows: shown.length,
                tabOrder: 'LeftRight',
                useHeading: section.showLabel
            };
        })
    };
};
