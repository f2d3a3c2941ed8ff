import { fold, type Schema } from '../../model/index.ts';
import { FoldedMap, FoldedSet } from '../folded.ts';
import { DEFAULT_LICENCE, LICENCES } from './licences.ts';
import type { Report } from '../problems.ts';
import { readRoot } from '../schema/objectSource.ts';
import type { ComponentSource, GrantDef, LayoutAssignment, ObjectRights, RecordTypeGrant } from '../types.ts';
import { childrenOf, flagOf, textOf, type XmlElement } from '../xml/document.ts';
import { requireElements } from '../xml/check.ts';
import { checkFieldRow, checkObjectRights } from './checks.ts';
import { fieldsGrantedBy, governingObject, isPermissionable } from './governed.ts';
import { REQUIRED_PERMISSIONS } from './dependencies.ts';
import { readLayoutRows, readRecordTypeRows } from './recordTypeRows.ts';
import { USER_PERMISSIONS } from './userPermissions.ts';

/** Names that grants may refer to. */
export interface GrantNames {
    readonly schema: Schema;
    readonly classes: ReadonlySet<string>;
    readonly tabs: ReadonlySet<string>;
    readonly apps: ReadonlySet<string>;
    readonly customPermissions: ReadonlySet<string>;
    readonly layouts: ReadonlySet<string>;
}

const KIND_OF: Readonly<Record<string, GrantDef['kind']>> = {
    Profile: 'profile',
    PermissionSet: 'permissionSet',
    MutingPermissionSet: 'muting'
};

/** The Metadata API's names of standard profiles → their labels. Source: Metadata API Developer Guide, Profile. */
const PROFILE_LABELS: Readonly<Record<string, string>> = {
    Admin: 'System Administrator',
    Standard: 'Standard User',
    ReadOnly: 'Read Only',
    ContractManager: 'Contract Manager',
    MarketingProfile: 'Marketing User',
    SolutionManager: 'Solution Manager',
    StandardAul: 'Standard Platform User'
};
const ALL: ObjectRights = Object.freeze({
    read: true,
    create: true,
    edit: true,
    delete: true,
    viewAll: true,
    modifyAll: true
});

interface GrantDraft {
    readonly objects: FoldedMap<ObjectRights>;
    readonly fields: FoldedMap<{ readonly read: boolean; readonly edit: boolean }>;
    readonly isProfile: boolean;
    readonly isBase: boolean;
}

/**
 * The rules that profiles of metadata/base state instead of thousands of rows: `<standardObjects>all</standardObjects>` and
 * `<standardFields>all</standardFields>`. Standard profiles of an org have these rows; for custom objects and fields they have none.
 */
const applyBaseRules = (root: XmlElement, draft: GrantDraft, schema: Schema): void => {
    for (const object of schema.objects) {
        if (object.kind !== 'standard') continue;
        if (textOf(root, 'standardObjects') === 'all' && governingObject(object) === object.name)
            draft.objects.set(object.name, ALL);
        if (textOf(root, 'standardFields') !== 'all') continue;
        for (const field of object.fields)
            if (!field.custom && isPermissionable(field, object))
                draft.fields.set(fold(`${object.name}.${field.name}`), { read: true, edit: field.can.update });
    }
};

/** All objects and fields that rights can be given to. */
const grantAll = (draft: GrantDraft, schema: Schema): void => {
    for (const object of schema.objects) {
        if (governingObject(object) !== object.name) continue;
        draft.objects.set(object.name, ALL);
        for (const field of object.fields)
            if (isPermissionable(field, object))
                draft.fields.set(fold(`${object.name}.${field.name}`), {
                    read: true,
                    edit: field.can.update || field.can.create
                });
    }
};

const readObjectRows = (root: XmlElement, draft: GrantDraft, schema: Schema, report: Report): void => {
    for (const row of childrenOf(root, 'objectPermissions')) {
        const name = textOf(row, 'object') ?? '';
        const object = schema.object(name);
        if (!object) {
            report.add(row, `In field: field - no CustomObject named ${name} found`);
            continue;
        }
        if (governingObject(object) !== object.name) {
            report.add(
                row,
                `Object permissions for ${name} cannot be set${governingObject(object) === undefined ? '' : `: it follows ${governingObject(object) ?? ''}`}`
            );
            continue;
        }
        if (draft.objects.has(object.name) && !draft.isBase && !draft.isProfile)
            report.add(row, `Duplicate objectPermissions for ${object.name}`);
        draft.objects.set(
            object.name,
            Object.freeze({
                read: flagOf(row, 'allowRead'),
                create: flagOf(row, 'allowCreate'),
                edit: flagOf(row, 'allowEdit'),
                delete: flagOf(row, 'allowDelete'),
                viewAll: flagOf(row, 'viewAllRecords'),
                modifyAll: flagOf(row, 'modifyAllRecords')
            })
        );
    }
};

const readFieldRows = (root: XmlElement, draft: GrantDraft, schema: Schema, report: Report): void => {
    const seen = new FoldedSet();
    for (const row of childrenOf(root, 'fieldPermissions')) {
        const full = textOf(row, 'field') ?? '';
        const [objectName = '', fieldName = ''] = full.split('.');
        const object = schema.object(objectName);
        const fields = object ? fieldsGrantedBy(fieldName, object) : [];
        if (seen.has(full)) report.add(row, `Duplicate fieldPermissions for ${full}`);
        seen.add(full);
        if (!object || fields.length === 0) {
            report.add(row, `In field: field - no CustomField named ${full} found`);
            continue;
        }
        if (!checkFieldRow(row, fieldName, object, fields, report)) continue;
        const editable = flagOf(row, 'editable');
        for (const field of fields)
            draft.fields.set(
                fold(`${object.name}.${field.name}`),
                Object.freeze({ read: flagOf(row, 'readable') || editable, edit: editable })
            );
    }
};

/** Rows that only name something: classes, tabs, apps, custom permissions. */
const readNames = (
    rows: readonly XmlElement[],
    nameElement: string,
    granted: (row: XmlElement) => boolean,
    known: ReadonlySet<string>,
    unknown: (name: string) => string,
    report: Report
): FoldedSet => {
    const names = new FoldedSet();
    for (const row of rows) {
        const name = textOf(row, nameElement) ?? '';
        if (!known.has(name)) report.add(row, unknown(name));
        else if (granted(row)) names.add(name);
    }
    return names;
};

const readUserPermissions = (root: XmlElement, kind: GrantDef['kind'], report: Report): FoldedSet => {
    const granted = new FoldedSet();
    const rows = childrenOf(root, 'userPermissions');
    for (const row of rows) {
        const name = textOf(row, 'name') ?? '';
        if (!USER_PERMISSIONS.has(name)) report.add(row, `Unknown user permission: ${name}`);
        else if (flagOf(row, 'enabled')) granted.add(name);
    }
    if (kind === 'muting') return granted;
    for (const row of rows) {
        for (const needed of REQUIRED_PERMISSIONS[textOf(row, 'name') ?? ''] ?? [])
            if (flagOf(row, 'enabled') && !granted.has(needed))
                report.add(row, `Permission ${textOf(row, 'name') ?? ''} depends on permission(s): ${needed}`);
    }
    return granted;
};

const readMetadataTypes = (root: XmlElement, schema: Schema, report: Report): FoldedSet => {
    const names = new FoldedSet();
    for (const row of [
        ...childrenOf(root, 'customMetadataTypeAccesses'),
        ...childrenOf(root, 'customSettingAccesses')
    ]) {
        const name = textOf(row, 'name') ?? '';
        const kind = schema.object(name)?.kind;
        if (kind !== (row.name === 'customMetadataTypeAccesses' ? 'customMetadata' : 'customSetting'))
            report.add(row, `In field: name - no CustomObject named ${name} found`);
        else if (flagOf(row, 'enabled')) names.add(name);
    }
    return names;
};

/** Reads a profile (that of metadata/base first, then the project's rows over it) or a permission set. */
const readGrant = (
    roots: readonly { readonly root: XmlElement; readonly isBase: boolean }[],
    component: ComponentSource,
    grantsAll: boolean,
    names: GrantNames,
    report: Report
): GrantDef => {
    const kind = KIND_OF[component.type] ?? 'permissionSet';
    const isProfile = kind === 'profile';
    const objects = new FoldedMap<ObjectRights>();
    const fields = new FoldedMap<{ readonly read: boolean; readonly edit: boolean }>();
    const sets = {
        user: new FoldedSet(),
        custom: new FoldedSet(),
        classes: new FoldedSet(),
        tabs: new FoldedSet(),
        apps: new FoldedSet(),
        types: new FoldedSet()
    };
    const recordTypes = new FoldedMap<RecordTypeGrant>();
    const layouts: LayoutAssignment[] = [];
    let description = '';
    let licence = isProfile ? DEFAULT_LICENCE : undefined;
    let label = PROFILE_LABELS[component.fullName] ?? component.fullName;
    const add = (into: FoldedSet, from: ReadonlySet<string>): void => from.forEach((name) => into.add(name));
    for (const { root, isBase } of roots) {
        const draft = { objects, fields, isProfile, isBase };
        if (isBase) applyBaseRules(root, draft, names.schema);
        if (!isProfile && requireElements(root, ['label'], report)) label = textOf(root, 'label') ?? label;
        licence = textOf(root, isProfile ? 'userLicense' : 'license') ?? licence;
        for (const needed of childrenOf(root, 'license'))
            if (!LICENCES.has(needed.text))
                report.add(needed, `not supported by the local org: the permission set license ${needed.text}`);
        description = textOf(root, 'description') ?? description;
        readObjectRows(root, draft, names.schema, report);
        readFieldRows(root, draft, names.schema, report);
        const visibility = (row: XmlElement): boolean =>
            textOf(row, 'visibility') !== 'None' && textOf(row, 'visibility') !== 'Hidden';
        add(sets.user, readUserPermissions(root, kind, report));
        add(
            sets.classes,
            readNames(
                childrenOf(root, 'classAccesses'),
                'apexClass',
                (row) => flagOf(row, 'enabled'),
                names.classes,
                (name) => `In field: apexClass - no ApexClass named ${name} found`,
                report
            )
        );
        add(
            sets.custom,
            readNames(
                childrenOf(root, 'customPermissions'),
                'name',
                (row) => flagOf(row, 'enabled'),
                names.customPermissions,
                (name) => `In field: name - no CustomPermission named ${name} found`,
                report
            )
        );
        add(
            sets.apps,
            readNames(
                childrenOf(root, 'applicationVisibilities'),
                'application',
                (row) => flagOf(row, 'visible'),
                names.apps,
                (name) => `In field: application - no CustomApplication named ${name} found`,
                report
            )
        );
        add(
            sets.tabs,
            readNames(
                [...childrenOf(root, 'tabSettings'), ...childrenOf(root, 'tabVisibilities')],
                'tab',
                visibility,
                names.tabs,
                (name) => `In field: tab - no CustomTab named ${name} found`,
                report
            )
        );
        add(sets.types, readMetadataTypes(root, names.schema, report));
        readRecordTypeRows(root, recordTypes, names.schema, report);
        layouts.push(...readLayoutRows(root, names.layouts, names.schema, report));
        if (!isBase && kind !== 'muting') checkObjectRights(root, objects, names.schema, report);
        if (grantsAll && !isBase) {
            grantAll(draft, names.schema);
            add(sets.apps, names.apps);
            add(sets.tabs, names.tabs);
        }
    }
    return Object.freeze({
        kind,
        name: component.fullName,
        label,
        description,
        ...(licence === undefined ? {} : { licence }),
        objects,
        fields,
        userPermissions: sets.user,
        customPermissions: sets.custom,
        classes: sets.classes,
        tabs: sets.tabs,
        apps: sets.apps,
        customMetadataTypes: sets.types,
        recordTypes,
        layouts: Object.freeze(layouts)
    });
};

/**
 * Profiles, permission sets and muting permission sets of all components. All maps and sets ignore case.
 * Refuses rows that a deploy refuses: unknown names, fields that cannot be granted, rights without the rights they need.
 */
export const readGrants = (components: readonly ComponentSource[], names: GrantNames, report: Report): GrantDef[] => {
    interface Group {
        readonly component: ComponentSource;
        readonly roots: { root: XmlElement; isBase: boolean }[];
        grantsAll: boolean;
    }
    const groups = new Map<string, Group>();
    for (const component of components) {
        if (!(component.type in KIND_OF)) continue;
        const key = fold(`${component.type}:${component.fullName}`);
        const group = groups.get(key) ?? { component, roots: [], grantsAll: false };
        group.grantsAll ||= component.setUp === 'grantsAll';
        groups.set(key, group);
        const isBase = component.origin === 'base';
        for (const [file, bytes] of component.files) {
            const root = readRoot(file, bytes, component.type, report, isBase);
            if (root && isBase) group.roots.unshift({ root, isBase });
            else if (root) group.roots.push({ root, isBase });
        }
    }
    const grants = [...groups.values()].map(({ component, roots, grantsAll }) =>
        readGrant(roots, component, grantsAll, names, report)
    );
    // "Read Only" and its like are the platform's in old orgs only; in newer ones a project brings them as profiles of its own.
    const own = new FoldedSet();
    for (const { component } of groups.values()) if (component.type === 'Profile') own.add(component.fullName);
    return grants.filter(({ kind, name, label }) => kind !== 'profile' || name === label || !own.has(label));
};
