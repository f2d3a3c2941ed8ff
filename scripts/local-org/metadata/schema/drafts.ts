import type { FieldDef, ObjectKind, RecordTypeDef, SharingModel, ValidationRuleDef } from '../../model/index.ts';
import { USER_PERMISSIONS } from '../access/userPermissions.ts';
import { FoldedMap } from '../folded.ts';
import type { Report } from '../problems.ts';
import { childOf, flagOf, textOf, type XmlElement } from '../xml/document.ts';
import { readField } from './fields.ts';
import { readLookupFilter } from './lookupFilters.ts';
import { nameFieldOf } from './nameField.ts';
import { checkOwnFile, kindOf } from './objectKinds.ts';
import type { ObjectSource } from './objectSource.ts';
import { readRecordTypes } from './recordTypes.ts';
import { systemField, systemFields, type SystemFields } from './systemFields.ts';
import { readRules } from './validationRules.ts';
import { readOldPicklist, type ValueSets } from './valueSets.ts';

/** An object while the schema is being put together. */
export interface ObjectDraft {
    readonly name: string;
    readonly kind: ObjectKind;
    readonly source: ObjectSource;
    readonly fields: FoldedMap<FieldDef>;
    /** Where each field of a file stands, for problems found later. */
    readonly places: FoldedMap<XmlElement>;
    /** Files of standard fields that the base does not name; some are addresses, which are put together later. */
    readonly unknownStandard: XmlElement[];
    /** Roll-ups: their type is known once all objects are read. */
    readonly rollups: XmlElement[];
    readonly rules: ValidationRuleDef[];
    readonly rulePlaces: FoldedMap<XmlElement>;
    readonly recordTypes: RecordTypeDef[];
    readonly sharing: SharingModel;
    readonly keyPrefix?: string;
    readonly readOnly: boolean;
    readonly shareable: boolean;
}

const SHARING: Readonly<Record<string, SharingModel>> = {
    Private: 'private',
    Read: 'read',
    ReadWrite: 'readWrite',
    ReadWriteTransfer: 'readWrite',
    FullAccess: 'readWrite',
    ControlledByParent: 'controlledByParent'
};

/** Fields of the files. A project's file for a standard field may only add help, description and history to it. */
const readFields = (draft: ObjectDraft, sets: ValueSets, report: Report): void => {
    for (const element of draft.source.parts('fields')) {
        const name = textOf(element, 'fullName') ?? '';
        const isBase = draft.source.isBase(element);
        const known = draft.fields.get(name);
        if (!isBase && !name.endsWith('__c')) {
            if (known) draft.fields.set(name, withLocalFacts(known, element, report));
            else draft.unknownStandard.push(element);
            continue;
        }
        draft.places.set(name, element);
        if (textOf(element, 'type') === 'Summary') {
            draft.rollups.push(element);
            continue;
        }
        const field = readField(element, draft.name, isBase, sets, report);
        if (field) draft.fields.set(name, field);
    }
};

const withLocalFacts = (known: FieldDef, element: XmlElement, report: Report): FieldDef => {
    const helpText = textOf(element, 'inlineHelpText') ?? known.helpText;
    const description = textOf(element, 'description') ?? known.description;
    const lookupFilter = known.referenceTo.length > 0 ? readLookupFilter(element, report) : undefined;
    const old = known.picklist && childOf(element, 'picklist');
    return Object.freeze({
        ...known,
        ...(lookupFilter ? { lookupFilter } : {}),
        ...(old ? { picklist: readOldPicklist(old, report) } : {}),
        ...(helpText === undefined ? {} : { helpText }),
        ...(description === undefined ? {} : { description }),
        trackHistory: flagOf(element, 'trackHistory') || known.trackHistory === true
    });
};

/** The base file's `<userPermissions>`: one checkbox for each user permission. Source: Object Reference, "PermissionSet", PermissionsPermissionName. */
const permissionFields = (object: string, rule: string | undefined): FieldDef[] =>
    rule === undefined
        ? []
        : [...USER_PERMISSIONS].map((name) =>
              systemField(object, `Permissions${name}`, name.replace(/([a-z])(?=[A-Z])/g, '$1 '), 'boolean', {
                  access: rule === 'all' ? 'all' : 'none'
              })
          );

/**
 * Reads one object with all but what depends on other objects.
 * @param hasTab objects with a tab keep when a user last viewed them
 */
export const readDraft = (source: ObjectSource, sets: ValueSets, hasTab: boolean, report: Report): ObjectDraft => {
    const kind = kindOf(source);
    checkOwnFile(source, kind, report);
    const fieldElements = source.parts('fields');
    const isDetail = fieldElements.some((element) => textOf(element, 'type') === 'MasterDetail');
    const sharingText = source.text('sharingModel');
    const sharingPlace = source.own && childOf(source.own, 'sharingModel');
    if (sharingPlace && kind === 'custom' && isDetail !== (sharingText === 'ControlledByParent'))
        report.add(
            sharingPlace,
            isDetail
                ? `Cannot set sharingModel to ${sharingText ?? ''} on a CustomObject with a MasterDetail relationship field`
                : 'Cannot set sharingModel to ControlledByParent on a CustomObject without a MasterDetail relationship field'
        );
    const baseText = (name: string): string | undefined => source.base && textOf(source.base, name);
    const recordTypes = readRecordTypes(source, report);
    const keyPrefix = baseText('keyPrefix');
    const isCustom = kind === 'custom';
    const draft: ObjectDraft = {
        name: source.name,
        kind,
        source,
        fields: new FoldedMap<FieldDef>(),
        places: new FoldedMap<XmlElement>(),
        unknownStandard: [],
        rollups: [],
        rules: [],
        rulePlaces: new FoldedMap<XmlElement>(),
        recordTypes,
        sharing: SHARING[sharingText ?? ''] ?? (kind === 'custom' && isDetail ? 'controlledByParent' : 'readWrite'),
        ...(keyPrefix === undefined ? {} : { keyPrefix }),
        readOnly: source.base ? flagOf(source.base, 'readOnly') : kind === 'customMetadata',
        shareable: isCustom && !isDetail
    };
    const owners =
        isCustom && !isDetail
            ? ['Group', 'User']
            : (baseText('owners') ?? '').split(',').filter((owner) => owner !== '');
    const system = systemFields(source.name, kind, {
        fields:
            kind === 'standard' || kind === 'share'
                ? ((baseText('systemFields') ?? 'record') as SystemFields)
                : 'record',
        owners,
        activities: source.flag('enableActivities'),
        recentlyViewed: (isCustom && hasTab) || baseText('recentlyViewed') === 'true',
        recordTypes: recordTypes.length > 0
    });
    const [first, ...others] = system;
    if (first) draft.fields.set(first.name, first);
    const nameField = isCustom ? nameFieldOf(source, report) : undefined;
    if (nameField) draft.fields.set('Name', nameField);
    for (const field of others) draft.fields.set(field.name, field);
    for (const field of permissionFields(source.name, baseText('userPermissions'))) draft.fields.set(field.name, field);
    readFields(draft, sets, report);
    readRules(draft, report);
    return draft;
};
