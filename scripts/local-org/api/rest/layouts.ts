/** Layouts as the REST describe tells them: of an object, by record type, compact ones. The UI API shows the same in its own form. */
import { validBits } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { compactLayoutOf } from '../../metadata/index.ts';
import type { LayoutDef } from '../../metadata/types.ts';
import { idsOfMembers } from '../../org/memberIds.ts';
import { commaList, json, notFound } from '../http.ts';
import { visibleObject } from '../records.ts';
import { MASTER_RECORD_TYPE, picklistOf, recordTypeFacts, recordTypeOf, recordTypesOf } from '../recordTypes.ts';
import type { RecordTypeInfo } from '../recordTypes.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { layoutOf } from '../ui/layouts.ts';
import { fieldJson, isRequired } from './describe.ts';
import { quickActionItem } from './quickActions.ts';

const PATH = '/services/data/:version/sobjects/:object/describe';

type Json = Readonly<Record<string, unknown>>;

/** Related lists show as many rows. Source: Salesforce Help, "Customize Related Lists". */
const LIMIT_ROWS = 5;

const item = (tx: Transaction, field: FieldDef | undefined, behavior: string, tabOrder: number): Json => {
    const may = field && tx.user.access.field(field);
    if (!field || !may?.read)
        return {
            editableForNew: false,
            editableForUpdate: false,
            label: '',
            layoutComponents: [],
            placeholder: true,
            required: false
        };
    const open = behavior !== 'Readonly' && may.edit;
    const component = {
        components: [],
        details: fieldJson(field, tx),
        displayLines: 1,
        tabOrder,
        type: 'Field',
        value: field.name
    };
    return {
        editableForNew: open && field.can.create,
        editableForUpdate: open && field.can.update,
        label: field.label,
        layoutComponents: [component],
        placeholder: false,
        required: behavior === 'Required' || isRequired(field)
    };
};

const sectionsOf = (tx: Transaction, object: ObjectDef, layout: LayoutDef, layoutId: Id): Json[] => {
    let tabOrder = 0;
    return layout.sections.map((section) => {
        const rows = Math.max(0, ...section.columns.map((column) => column.length));
        const layoutRows = Array.from({ length: rows }, (_unused, row) => ({
            layoutItems: section.columns.map((column) =>
                item(tx, object.field(column[row]?.field ?? ''), column[row]?.behavior ?? 'Readonly', ++tabOrder)
            ),
            numItems: section.columns.length
        }));
        return {
            collapsed: false,
            columns: section.columns.length,
            heading: section.label,
            layoutRows,
            layoutSectionId: null,
            parentLayoutId: layoutId,
            rows,
            tabOrder: 'LeftToRight',
            useCollapsibleSection: section.showLabel,
            useHeading: section.showLabel
        };
    });
};

const relatedLists = (tx: Transaction, object: ObjectDef, layout: LayoutDef): Json[] =>
    layout.relatedLists.flatMap(({ relation, fields, sortField, sortDescending }) => {
        const known = object.child(relation);
        const child = known && tx.schema.object(known.child);
        if (!known || !child || !tx.user.access.object(child).read) return [];
        const columns = fields.flatMap((name) => {
            const field = child.field(name);
            if (!field || !tx.user.access.field(field).read) return [];
            return [
                {
                    field: `${child.name}.${field.name}`,
                    fieldApiName: field.name,
                    format: null,
                    label: field.label,
                    lookupId: field.nameField ? 'Id' : null,
                    name: field.name,
                    sortable: field.can.sort
                }
            ];
        });
        return [
            {
                accessLevelRequiredForCreate: null,
                buttons: [],
                columns,
                custom: child.kind === 'custom',
                field: known.field,
                label: child.pluralLabel,
                limitRows: LIMIT_ROWS,
                name: relation,
                sobject: child.name,
                sort: sortField === undefined ? [] : [{ ascending: !sortDescending, column: sortField }]
            }
        ];
    });

/** Source: SOAP API Developer Guide, "DescribeLayout", as the REST API writes it. */
const layoutJson = (call: Call, tx: Transaction, object: ObjectDef, recordTypeId: Id): Json => {
    const layout = layoutOf(tx, call.org.current.model, object, recordTypeId);
    const [id = ''] = idsOfMembers(call.org, 'Layout', [layout.name]);
    const sections = sectionsOf(tx, object, layout, id);
    const { quickActions } = call.org.current.model.pages;
    const actions = layout.actions.flatMap((name) => quickActions.find((action) => action.name === name) ?? []);
    return {
        buttonLayoutSection: { detailButtons: [] },
        detailLayoutSections: sections,
        editLayoutSections: sections,
        feedView: null,
        highlightsPanelLayoutSection: null,
        id,
        multirowEditLayoutSections: [],
        offlineLinks: [],
        quickActionList: { quickActionListItems: actions.map((action) => quickActionItem(call, action)) },
        relatedContent: null,
        relatedLists: relatedLists(tx, object, layout),
        saveOptions: []
    };
};

const mapping = (call: Call, tx: Transaction, object: ObjectDef, info: RecordTypeInfo, layoutId: unknown): Json => ({
    ...recordTypeFacts(tx.user, object, info),
    active: info.type?.active ?? true,
    developerName: info.type?.developerName ?? 'Master',
    layoutId,
    picklistsForRecordType: object.fields
        .filter((field) => field.picklist && tx.user.access.field(field).read)
        .map((field) => {
            const { values, preset } = picklistOf(field, info);
            return {
                picklistName: field.name,
                picklistValues: values.map(({ label, value }) => ({
                    active: true,
                    defaultValue: value === preset?.value,
                    label,
                    validFor: validBits(object, field, value),
                    value
                }))
            };
        }),
    urls: { layout: `${call.base}/sobjects/${object.name}/describe/layouts/${info.id}` }
});

const layouts = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = visibleObject(tx, call.parameters.object ?? '');
        const types = recordTypesOf(call.org, tx, object);
        const byType = types.map((info) => ({ info, layout: layoutJson(call, tx, object, info.id) }));
        const shown = new Map(byType.map(({ layout }) => [layout.id, layout]));
        return json(200, {
            layouts: [...shown.values()],
            recordTypeMappings: byType.map(({ info, layout }) => mapping(call, tx, object, info, layout.id)),
            recordTypeSelectorRequired: [types.filter(({ type }) => type?.active).length > 1]
        });
    });

const layoutOfType = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = visibleObject(tx, call.parameters.object ?? '');
        const { id } = recordTypeOf(call.org, tx, object, call.parameters.recordType ?? '');
        return json(200, layoutJson(call, tx, object, id));
    });

/** The one compact layout of an object, which all of its record types show. */
const compactLayout = (call: Call, tx: Transaction, object: ObjectDef): Json => {
    const { fields, name, label } = compactLayoutOf(call.org.current.model, object.name);
    const id = name === 'SYSTEM' ? null : idsOfMembers(call.org, 'CompactLayout', [`${object.name}.${name}`])[0];
    return {
        actions: [],
        fieldItems: fields.map((path, at) => ({
            ...item(tx, object.field(path), 'Readonly', at + 1),
            editableForNew: false,
            editableForUpdate: false
        })),
        id,
        imageItems: [],
        label,
        name,
        objectType: object.name
    };
};

/** Source: SOAP API Developer Guide, "DescribeCompactLayoutsResult". */
const compactLayoutsJson = (call: Call, tx: Transaction, object: ObjectDef): Json => {
    const layout = compactLayout(call, tx, object);
    const address = `${call.base}/sobjects/${object.name}/describe/compactLayouts`;
    return {
        compactLayouts: [layout],
        defaultCompactLayoutId: layout.id,
        recordTypeCompactLayoutMappings: recordTypesOf(call.org, tx, object).map((info) => ({
            available: info.type?.active ?? true,
            compactLayoutId: layout.id,
            compactLayoutName: layout.name,
            recordTypeId: info.id,
            recordTypeName: info.type?.label ?? 'Master',
            urls: { compactLayout: `${address}/${info.id}` }
        })),
        urls: { primary: `${address}/primary` }
    };
};

const compactLayouts = (call: Call): ApiResponse =>
    call.transaction((tx) => json(200, compactLayoutsJson(call, tx, visibleObject(tx, call.parameters.object ?? ''))));

/** `primary`, or that of a record type. */
const compactLayoutOfType = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = visibleObject(tx, call.parameters.object ?? '');
        const { which = '' } = call.parameters;
        recordTypeOf(call.org, tx, object, which === 'primary' ? MASTER_RECORD_TYPE : which);
        return json(200, compactLayout(call, tx, object));
    });

/** Of several objects at once, by their names. Source: REST API Developer Guide, "Compact Layouts". */
const compactLayoutsOfMany = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const names = commaList(call.query.get('q'));
        const objects = names.map((name) => visibleObject(tx, name));
        return json(
            200,
            Object.fromEntries(objects.map((object) => [object.name, compactLayoutsJson(call, tx, object)]))
        );
    });

/** There are no approval processes, so there is no layout for one. */
const approvalLayouts = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        visibleObject(tx, call.parameters.object ?? '');
        return json(200, { approvalLayouts: [] });
    });

const noSuchLayout = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        visibleObject(tx, call.parameters.object ?? '');
        throw notFound();
    });

export const layoutRoutes: readonly Route[] = [
    { method: 'GET', path: `${PATH}/layouts`, login: 'any', handle: layouts },
    { method: 'GET', path: `${PATH}/layouts/:recordType`, login: 'any', handle: layoutOfType },
    { method: 'GET', path: `${PATH}/compactLayouts`, login: 'any', handle: compactLayouts },
    { method: 'GET', path: `${PATH}/compactLayouts/:which`, login: 'any', handle: compactLayoutOfType },
    { method: 'GET', path: `${PATH}/approvalLayouts`, login: 'any', handle: approvalLayouts },
    { method: 'GET', path: `${PATH}/approvalLayouts/:name`, login: 'any', handle: noSuchLayout },
    { method: 'GET', path: `${PATH}/namedLayouts/:name`, login: 'any', handle: noSuchLayout },
    { method: 'GET', path: '/services/data/:version/compactLayouts', login: 'any', handle: compactLayoutsOfMany }
];
