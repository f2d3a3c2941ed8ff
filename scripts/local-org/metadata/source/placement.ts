import type { ComponentId } from '../types.ts';

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
    customPermissions: ['CustomPermission', 'customPermission'],
    customMetadata: ['CustomMetadata', 'md'],
    roles: ['Role', 'role'],
    groups: ['Group', 'group'],
    queues: ['Queue', 'queue'],
    sharingRules: ['SharingRules', 'sharingRules'],
    permissionsetgroups: ['PermissionSetGroup', 'permissionsetgroup'],
    mutingpermissionsets: ['MutingPermissionSet', 'mutingpermissionset'],
    globalValueSets: ['GlobalValueSet', 'globalValueSet'],
    standardValueSets: ['StandardValueSet', 'standardValueSet'],
    reportTypes: ['ReportType', 'reportType']
};
/** Code beside an XML document of the same name. */
const CODE: Readonly<Record<string, readonly [type: string, suffix: string]>> = {
    classes: ['ApexClass', 'cls'],
    triggers: ['ApexTrigger', 'trigger']
};
/** Folders of a decomposed object → suffix of the files in them. */
export const OBJECT_PARTS: Readonly<Record<string, string>> = {
    fields: 'field',
    validationRules: 'validationRule',
    listViews: 'listView',
    compactLayouts: 'compactLayout',
    recordTypes: 'recordType',
    sharingReasons: 'sharingReason',
    webLinks: 'webLink'
};

const stem = (name: string, suffix: string): string | undefined => {
    for (const ending of [`.${suffix}-meta.xml`, `.${suffix}`])
        if (name.endsWith(ending)) return name.slice(0, -ending.length);
    return undefined;
};

/** The API decodes names such as `Handoff__c-Handoff %28new%29`. */
const decode = (name: string): string => {
    try {
        return decodeURIComponent(name);
    } catch {
        return name;
    }
};

/**
 * The component that a file belongs to, in source or Metadata API format; undefined where the file has no place in either.
 * @param path with `/`; only its folders from the type folder on matter, so that features may nest them
 */
export const placeFile = (path: string): ComponentId | undefined => {
    const parts = path.split('/');
    const name = parts.at(-1) ?? '';
    for (let at = parts.length - 2; at >= 0; at--) {
        const folder = parts[at] ?? '';
        const rest = parts.slice(at + 1);
        const single = SINGLE_FILE[folder];
        if (single && rest.length === 1) {
            const fullName = stem(name, single[1]);
            if (fullName === undefined) return undefined;
            // Files of labels may have any name and are one component, as the CLI composes them.
            return { type: single[0], fullName: single[0] === 'CustomLabels' ? 'CustomLabels' : decode(fullName) };
        }
        const code = CODE[folder];
        if (code && rest.length === 1) {
            const fullName = stem(name, code[1]);
            return fullName === undefined ? undefined : { type: code[0], fullName };
        }
        if (folder === 'lwc' && rest.length >= 2) return { type: 'LightningComponentBundle', fullName: rest[0] ?? '' };
        if (folder === 'objects') return placeInObjects(rest, name);
    }
    return undefined;
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
