import {
    fold,
    type FieldDef,
    type ObjectKind,
    type RecordTypeDef,
    type SharingModel,
    type ValidationRuleDef
} from '../../model/index.ts';
import { USER_PERMISSIONS } from '../access/userPermissions.ts';
import { FoldedMap } from '../folded.ts';
import type { Report } from '../problems.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, flagOf, textOf, type XmlElement } from '../xml/document.ts';
import { readField, queryRights } from './fields.ts';
import { readLookupFilter } from './lookupFilters.ts';
import type { ObjectSource } from './objectSource.ts';
import { systemField, systemFields, type SystemFields } from './systemFields.ts';
import type { ValueSets } from './valueSets.ts';

/** An object while the schema is being put together. */
export interface ObjectDraft {
    readonly name: string;
    readonly kind: ObjectKind;
    readonly source: ObjectSource;
    readonly fields: FoldedMap<FieldDef>;
    /** Where each field of a file stands, for problems found later. */
    readonly places: FoldedMap<XmlElement>;
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

const kindOf = (source: ObjectSource): ObjectKind => {
    const baseKind = source.base && textOf(source.base, 'kind');
    if (baseKind === 'share' || baseKind === 'platformEvent') return baseKind;
    if (source.base) return 'standard';
    const name = fold(source.name);
    if (name.endsWith('__mdt')) return 'customMetadata';
    if (name.endsWith('__e')) return 'platformEvent';
    if (name.endsWith('__b')) return 'bigObject';
    return source.text('customSettingsType') === undefined ? 'custom' : 'customSetting';
};

/** Objects of these endings are stored elsewhere than in the org's own tables. */
const UNSUPPORTED_KINDS: Readonly<Record<string, string>> = {
    x: 'external objects',
    kav: 'knowledge articles',
    xo: 'Salesforce-to-Salesforce objects',
    chn: 'change event channels'
};

const OWN_FILE: Readonly<Partial<Record<ObjectKind, readonly string[]>>> = {
    custom: ['label', 'pluralLabel', 'nameField', 'deploymentStatus'],
    bigObject: ['label', 'pluralLabel', 'deploymentStatus']
};

/** Elements that a custom object's own file must have. Source: Metadata API Developer Guide, CustomObject. */
const checkOwnFile = (source: ObjectSource, kind: ObjectKind, report: Report): void => {
    if (source.base) return;
    const [, unsupported] = /__(x|kav|xo|chn)$/.exec(source.name) ?? [];
    if (unsupported !== undefined) {
        report.add(
            source.own ?? source.anyFile,
            `not supported by the local org: ${UNSUPPORTED_KINDS[unsupported] ?? unsupported} (${source.name})`
        );
        return;
    }
    if (!/^[A-Za-z][A-Za-z0-9_]*__(c|mdt|e|b)$/.test(source.name)) {
        report.add(
            source.own ?? source.anyFile,
            `Entity of type 'CustomObject' named '${source.name}' cannot be found`
        );
        return;
    }
    if (!source.own) {
        if (source.hasOwnFile) return;
        report.add(
            source.anyFile,
            `Entity of type 'CustomObject' named '${source.name}' cannot be found: its ${source.name}.object-meta.xml is missing`
        );
        return;
    }
    requireElements(source.own, OWN_FILE[kind] ?? ['label'], report);
    const flags = ['enableSharing', 'enableBulkApi', 'enableStreamingApi']
        .map((name) => source.text(name))
        .filter((text) => text !== undefined);
    if (new Set(flags).size > 1)
        report.add(source.own, 'enableSharing, enableBulkApi and enableStreamingApi must be all true or all false');
};

const nameFieldOf = (source: ObjectSource, report: Report): FieldDef | undefined => {
    const element = source.own && childOf(source.own, 'nameField');
    if (!element) return undefined;
    const type = textOf(element, 'type');
    if (type !== 'Text' && type !== 'AutoNumber') {
        report.add(element, 'The name field must be of type Text or AutoNumber');
        return undefined;
    }
    requireElements(element, type === 'AutoNumber' ? ['label', 'displayFormat'] : ['label'], report);
    const auto = type === 'AutoNumber';
    const displayFormat = textOf(element, 'displayFormat');
    return Object.freeze({
        object: source.name,
        name: 'Name',
        label: textOf(element, 'label') ?? 'Name',
        type: auto ? 'autoNumber' : 'text',
        custom: false,
        required: !auto,
        length: auto ? 30 : 80,
        externalId: false,
        referenceTo: Object.freeze([]),
        ...(displayFormat === undefined ? {} : { displayFormat }),
        nameField: true,
        trackHistory: flagOf(element, 'trackHistory'),
        can: Object.freeze({ create: !auto, update: !auto, ...queryRights('text', 80, false) })
    });
};

const readRules = (draft: ObjectDraft, report: Report): void => {
    for (const element of draft.source.parts('validationRules')) {
        if (!requireElements(element, ['active', 'errorConditionFormula', 'errorMessage'], report)) continue;
        const name = textOf(element, 'fullName') ?? '';
        const message = textOf(element, 'errorMessage') ?? '';
        if (message.length > 255)
            report.add(
                childOf(element, 'errorMessage') ?? element,
                'Error Message: data value too large (max length=255)'
            );
        const field = textOf(element, 'errorDisplayField');
        draft.rulePlaces.set(name, element);
        if (!flagOf(element, 'active')) continue;
        draft.rules.push(
            Object.freeze({
                name,
                condition: Object.freeze({
                    text: textOf(element, 'errorConditionFormula') ?? '',
                    type: 'boolean',
                    blanksAsZero: false
                }),
                message,
                ...(field === undefined ? {} : { field })
            })
        );
    }
};

const readRecordTypes = (source: ObjectSource, report: Report): RecordTypeDef[] =>
    source.parts('recordTypes').map((element) => {
        requireElements(element, ['active', 'label'], report);
        const developerName = textOf(element, 'fullName') ?? '';
        const process = textOf(element, 'businessProcess');
        return Object.freeze({
            developerName,
            label: textOf(element, 'label') ?? developerName,
            active: flagOf(element, 'active'),
            picklists: picklistsOf(element),
            presets: presetsOf(element),
            ...(process === undefined ? {} : { businessProcess: process })
        });
    });

/** Values are written as in a URL: `Closed %2F Won`. Source: Metadata API Developer Guide, "RecordType", picklistValues. */
const decoded = (text: string): string => {
    try {
        return decodeURIComponent(text);
    } catch (error) {
        if (error instanceof URIError) return text;
        throw error;
    }
};
const picklistsOf = (recordType: XmlElement): ReadonlyMap<string, readonly string[]> =>
    new Map(
        childrenOf(recordType, 'picklistValues').map((element) => [
            fold(textOf(element, 'picklist') ?? ''),
            Object.freeze(childrenOf(element, 'values').map((value) => decoded(textOf(value, 'fullName') ?? '')))
        ])
    );
const presetsOf = (recordType: XmlElement): ReadonlyMap<string, string> =>
    new Map(
        childrenOf(recordType, 'picklistValues').flatMap((element) => {
            const preset = childrenOf(element, 'values').find((value) => flagOf(value, 'default'));
            return preset
                ? [[fold(textOf(element, 'picklist') ?? ''), decoded(textOf(preset, 'fullName') ?? '')] as const]
                : [];
        })
    );

/** Fields of the files. A project's file for a standard field may only add help, description and history to it. */
const readFields = (draft: ObjectDraft, sets: ValueSets, report: Report): void => {
    for (const element of draft.source.parts('fields')) {
        const name = textOf(element, 'fullName') ?? '';
        const isBase = draft.source.isBase(element);
        const known = draft.fields.get(name);
        if (!isBase && !name.endsWith('__c')) {
            if (known) draft.fields.set(name, withLocalFacts(known, element, report));
            else report.add(element, `Entity of type 'CustomField' named '${draft.name}.${name}' cannot be found`);
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
    return Object.freeze({
        ...known,
        ...(lookupFilter ? { lookupFilter } : {}),
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
