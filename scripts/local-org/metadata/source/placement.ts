import { urlDecoded } from '../../model/index.ts';
import type { ComponentId } from '../types.ts';
import { OTHER_BUNDLES, OTHER_TYPES } from './otherTypes.ts';

/** Folder name → type and file suffix, for types whose file is one XML document. Source: Metadata API Developer Guide, "Metadata Types". */
const SINGLE_FILE: Readonly<Record<string, readonly [type: string, suffix: string]>> = {
    permissionsets: ['PermissionSet', 'permissionset'],
    profiles: ['Profile', 'profile'],
    flexipages: ['FlexiPage', 'flexipage'],
    applications: ['CustomApplication', 'app'],
    tabs: ['CustomTab', 'tab'],
    layouts: ['Layout', 'layout'],
    quickActions: ['QuickAction', 'quickAction'],
    labels: ['CustomLabels', 'labels'],
    cspTrustedSites: ['CspTrustedSite', 'cspTrustedSite'],
    messageChannels: ['LightningMessageChannel', 'messageChannel'],
    customPermissions: ['CustomPermission', 'customPermission'],
    customMetadata: ['CustomMetadata', 'md'],
    notificationtypes: ['CustomNotificationType', 'notiftype'],
    roles: ['Role', 'role'],
    groups: ['Group', 'group'],
    queues: ['Queue', 'queue'],
    sharingRules: ['SharingRules', 'sharingRules'],
    permissionsetgroups: ['PermissionSetGroup', 'permissionsetgroup'],
    mutingpermissionsets: ['MutingPermissionSet', 'mutingpermissionset'],
    duplicateRules: ['DuplicateRule', 'duplicateRule'],
    matchingRules: ['MatchingRules', 'matchingRule'],
    globalValueSets: ['GlobalValueSet', 'globalValueSet'],
    standardValueSets: ['StandardValueSet', 'standardValueSet'],
    reportTypes: ['ReportType', 'reportType']
};
/** Types of which several share a folder → suffix. */
const FEATURE_PARAMETERS: Readonly<Record<string, string>> = {
    FeatureParameterBoolean: 'featureParameterBoolean',
    FeatureParameterDate: 'featureParameterDate',
    FeatureParameterInteger: 'featureParameterInteger'
};
/**
 * Types whose components stand in folders, which are components too: folder name → type and suffix of what it holds, type of the
 * folder, whether content stands beside the document.
 */
const FOLDERED: Readonly<
    Record<string, readonly [type: string, suffix: string, folderType: string, hasContent: boolean]>
> = {
    reports: ['Report', 'report', 'ReportFolder', false],
    dashboards: ['Dashboard', 'dashboard', 'DashboardFolder', false],
    email: ['EmailTemplate', 'email', 'EmailFolder', true]
};
/** Type of a folder → type of what it holds: manifests name both by the latter. */
export const FOLDER_CONTENTS: ReadonlyMap<string, string> = new Map(
    Object.values(FOLDERED).map(([type, , folderType]) => [folderType, type] as const)
);
/** Code, or another file, beside an XML document of the same name. */
const CODE: Readonly<Record<string, readonly [type: string, suffix: string]>> = {
    classes: ['ApexClass', 'cls'],
    triggers: ['ApexTrigger', 'trigger'],
    contentassets: ['ContentAsset', 'asset'],
    certs: ['Certificate', 'crt']
};
/** Where Metadata API format keeps a type's files. */
export interface TypePlace {
    readonly folder: string;
    readonly suffix: string;
    /** Whether code or other content stands beside the XML document. */
    readonly hasContent: boolean;
}
/** All types that the local org can hold, with their places. */
export const TYPE_PLACES: ReadonlyMap<string, TypePlace> = new Map<string, TypePlace>([
    ...Object.entries(SINGLE_FILE).map(
        ([folder, [type, suffix]]) => [type, { folder, suffix, hasContent: false }] as const
    ),
    ...Object.entries(CODE).map(([folder, [type, suffix]]) => [type, { folder, suffix, hasContent: true }] as const),
    ...Object.entries(FOLDERED).flatMap(([folder, [type, suffix, folderType, hasContent]]) => [
        [type, { folder, suffix, hasContent }] as const,
        [folderType, { folder, suffix: '', hasContent: false }] as const
    ]),
    ...Object.entries(FEATURE_PARAMETERS).map(
        ([type, suffix]) => [type, { folder: 'featureParameters', suffix, hasContent: false }] as const
    ),
    ['CustomObject', { folder: 'objects', suffix: 'object', hasContent: false }] as const,
    ['LightningComponentBundle', { folder: 'lwc', suffix: '', hasContent: true }] as const,
    ['StaticResource', { folder: 'staticresources', suffix: 'resource', hasContent: true }] as const
]);
/** Types that are found by their suffix, in whatever folder below the package directory, as the CLI does. */
const BY_SUFFIX = new Map([
    ...OTHER_TYPES,
    ...Object.entries(FEATURE_PARAMETERS).map(([type, suffix]) => [suffix, type] as const),
    ...[...Object.values(SINGLE_FILE), ...Object.values(CODE)].map(([type, suffix]) => [suffix, type] as const)
]);
/** Types whose files are placed, whose meaning the local org does not have. */
export const UNSUPPORTED_TYPES: ReadonlySet<string> = new Set(
    [...OTHER_TYPES.values(), ...OTHER_BUNDLES.values()].filter(
        (type) => ![...Object.values(SINGLE_FILE), ...Object.values(FOLDERED)].some((known) => known.includes(type))
    )
);
/** Folders of a decomposed object → suffix of the files in them. */
export const OBJECT_PARTS: Readonly<Record<string, string>> = {
    fields: 'field',
    validationRules: 'validationRule',
    listViews: 'listView',
    compactLayouts: 'compactLayout',
    recordTypes: 'recordType',
    sharingReasons: 'sharingReason',
    webLinks: 'webLink',
    fieldSets: 'fieldSet',
    businessProcesses: 'businessProcess',
    indexes: 'index'
};

const stem = (name: string, suffix: string): string | undefined => {
    for (const ending of [`.${suffix}-meta.xml`, `.${suffix}`])
        if (name.endsWith(ending)) return name.slice(0, -ending.length);
    return undefined;
};

/** The component of a file found by its name's suffix alone. */
const placeBySuffix = (name: string): ComponentId | undefined => {
    const [, fullName, suffix] = /^(.+?)\.([A-Za-z0-9_]+)(?:-meta\.xml)?$/.exec(name) ?? [];
    const type = suffix === undefined ? undefined : BY_SUFFIX.get(suffix);
    if (fullName === undefined || type === undefined) return undefined;
    // Files of labels may have any name and are one component, as the CLI composes them.
    return { type, fullName: type === 'CustomLabels' ? 'CustomLabels' : urlDecoded(fullName) };
};

/** `staticresources/Data.json`, its `Data.resource-meta.xml`, and the files of an unpacked archive `Data/…`. */
const placeStaticResource = (rest: readonly string[]): ComponentId => ({
    type: 'StaticResource',
    fullName: (rest[0] ?? '').replace(rest.length > 1 ? /$/ : /\.resource-meta\.xml$|\.[^.]+$/, '')
});

/**
 * `reports/Sales/Won.report-meta.xml` is `Sales/Won`; `reports/Sales.reportFolder-meta.xml`, in Metadata API format
 * `reports/Sales-meta.xml`, is the folder `Sales`.
 */
const placeInFolder = (rest: readonly string[], name: string, folder: string): ComponentId | undefined => {
    const [type = '', suffix = '', folderType = ''] = FOLDERED[folder] ?? [];
    const above = rest.slice(0, -1).map((part) => `${urlDecoded(part)}/`);
    const member = stem(name, suffix);
    if (member !== undefined)
        return above.length === 0 ? undefined : { type, fullName: above.join('') + urlDecoded(member) };
    const own = stem(name, `${suffix}Folder`) ?? /^([^.]+)-meta\.xml$/.exec(name)?.[1];
    return own === undefined ? undefined : { type: folderType, fullName: above.join('') + urlDecoded(own) };
};

/**
 * The component that a file belongs to, in source or Metadata API format; undefined where the file has no place in either.
 * @param path with `/`; the nearest folder named after a type decides, so that features may nest such folders and be nested in them
 */
export const placeFile = (path: string): ComponentId | undefined => {
    const parts = path.split('/');
    const name = parts.at(-1) ?? '';
    for (let at = 0; at < parts.length - 1; at++) {
        const folder = parts[at] ?? '';
        const rest = parts.slice(at + 1);
        if (folder === 'staticresources') return placeStaticResource(rest);
        if (folder === 'lwc' && rest.length >= 2) return { type: 'LightningComponentBundle', fullName: rest[0] ?? '' };
        const bundle = OTHER_BUNDLES.get(folder);
        if (bundle !== undefined && (rest.length >= 2 || placeBySuffix(name)?.type === bundle))
            return { type: bundle, fullName: (rest[0] ?? '').replace(/\.[A-Za-z]+(-meta\.xml)?$/, '') };
    }
    for (let at = parts.length - 2; at >= 0; at--) {
        const folder = parts[at] ?? '';
        if (folder === 'objects') return placeInObjects(parts.slice(at + 1), name);
        if (FOLDERED[folder]) return placeInFolder(parts.slice(at + 1), name, folder);
        const known = SINGLE_FILE[folder] ?? CODE[folder];
        if (!known) continue;
        const found = placeBySuffix(name);
        return found?.type === known[0] ? found : undefined;
    }
    return placeBySuffix(name);
};

const placeInObjects = (rest: readonly string[], name: string): ComponentId | undefined => {
    const object = stem(name, 'object');
    if (object !== undefined) {
        const inOwnFolder = rest.length === 2 && rest[0] === object;
        return inOwnFolder || rest.length === 1 ? { type: 'CustomObject', fullName: object } : undefined;
    }
    const [owner, folder] = rest;
    const suffix = OBJECT_PARTS[folder ?? ''];
    if (rest.length !== 3 || owner === undefined || suffix === undefined || stem(name, suffix) === undefined)
        return undefined;
    return { type: 'CustomObject', fullName: owner };
};
