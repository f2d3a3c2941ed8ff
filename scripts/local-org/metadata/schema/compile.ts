import type { ObjectKind, Schema } from '../../model/index.ts';
import { FoldedMap, FoldedSet } from '../folded.ts';
import type { Report } from '../problems.ts';
import type { ComponentSource, KeyPrefixes, OrgFeatures } from '../types.ts';
import { textOf } from '../xml/document.ts';
import { addCompounds } from './compounds.ts';
import { checkBigObject, indexOf } from './bigObjects.ts';
import { applyCurrencies } from './currencies.ts';
import { type ObjectParts, buildSchema } from './definition.ts';
import { readDraft, type ObjectDraft } from './drafts.ts';
import { readFieldSets } from './fieldSets.ts';
import { ACTIVITY, readActivityFields, withActivityFields } from './activityFields.ts';
import { assignKeyPrefixes } from './keyPrefixes.ts';
import { checkLookupFilters } from './lookupFilters.ts';
import { readObjectSource } from './objectSource.ts';
import { checkRelations, type Drafts } from './relations.ts';
import { resolveRollups } from './rollups.ts';
import { checkTracked, hasHistory, historyFields, historyNameOf } from './histories.ts';
import { shareFields, shareNameOf, standardShareOf } from './shares.ts';
import { readValueSets } from './valueSets.ts';

export interface CompiledSchema {
    readonly schema: Schema;
    readonly drafts: Drafts;
}
type Parts = Omit<ObjectParts, 'childRelations'>;

const groupByName = (components: readonly ComponentSource[]): FoldedMap<ComponentSource[]> => {
    const groups = new FoldedMap<ComponentSource[]>();
    for (const component of components) {
        const group = groups.get(component.fullName) ?? [];
        if (component.origin === 'base') group.unshift(component);
        else group.push(component);
        groups.set(component.fullName, group);
    }
    return groups;
};

const plural = (label: string): string => (label.endsWith('y') ? `${label.slice(0, -1)}ies` : `${label}s`);

const needsShares = (draft: ObjectDraft): boolean =>
    draft.shareable && (draft.sharing === 'private' || draft.sharing === 'read');

const partsOf = (draft: ObjectDraft, keyPrefix: string): Parts => {
    const { source } = draft;
    const label = source.text('label') ?? draft.name;
    const description = source.text('description');
    // A standard object's shares are there whatever the default: an account's carry access to its children.
    const standardShare = draft.sharing === 'controlledByParent' ? undefined : standardShareOf(draft);
    const shareObject = needsShares(draft) ? shareNameOf(draft.name) : standardShare;
    return {
        name: draft.name,
        label,
        pluralLabel: source.text('pluralLabel') ?? plural(label),
        ...(description === undefined ? {} : { description }),
        keyPrefix,
        kind: draft.kind,
        fields: [...draft.fields.values()],
        rules: draft.rules,
        recordTypes: draft.recordTypes,
        fieldSets: readFieldSets(source),
        sharing: draft.sharing,
        ...(shareObject === undefined ? {} : { shareObject }),
        features: {
            activities: source.flag('enableActivities'),
            history: source.flag('enableHistory'),
            reports: source.flag('enableReports'),
            search:
                source.text('enableSearch') === 'true' ||
                (source.base !== undefined && textOf(source.base, 'enableSearch') === 'true')
        },
        ...(draft.kind === 'customSetting' ? { settings: settingsOf(draft) } : {}),
        ...(draft.kind === 'platformEvent' ? { publishes: publishesOf(draft) } : {}),
        ...(draft.kind === 'bigObject' ? { index: indexOf(draft) } : {}),
        readOnly: draft.readOnly
    };
};

const settingsOf = ({ source }: ObjectDraft): 'list' | 'hierarchy' =>
    source.text('customSettingsType') === 'List' ? 'list' : 'hierarchy';

/** Source: Platform Events Developer Guide, "Platform Event Fields", Publish Behavior. */
const publishesOf = ({ source }: ObjectDraft): 'afterCommit' | 'immediately' =>
    source.text('publishBehavior') === 'PublishImmediately' ? 'immediately' : 'afterCommit';

const sharePartsOf = (draft: ObjectDraft, keyPrefix: string): Parts => {
    const label = `Share: ${draft.source.text('label') ?? draft.name}`;
    return {
        name: shareNameOf(draft.name),
        label,
        pluralLabel: label,
        keyPrefix,
        kind: 'share',
        fields: shareFields(draft),
        rules: [],
        recordTypes: [],
        sharing: 'readWrite',
        features: { activities: false, history: false, reports: false, search: false },
        readOnly: false
    };
};

const historyPartsOf = (draft: ObjectDraft, keyPrefix: string): Parts => {
    const label = `${draft.source.text('label') ?? draft.name} History`;
    return {
        name: historyNameOf(draft.name),
        label,
        pluralLabel: label,
        keyPrefix,
        kind: 'history',
        fields: historyFields(draft),
        rules: [],
        recordTypes: [],
        sharing: 'controlledByParent',
        features: { activities: false, history: false, reports: false, search: false },
        readOnly: true
    };
};

/** Look-ups of the platform that reach custom objects too. Source: Object Reference, Task `WhatId`, ContentDocumentLink `LinkedEntityId`. */
const extendPolymorphic = (drafts: Drafts): void => {
    const custom = [...drafts.values()].filter((draft) => draft.kind === 'custom');
    const withActivities = custom.filter((draft) => draft.source.flag('enableActivities'));
    const extend = (object: string, name: string, targets: readonly ObjectDraft[]): void => {
        const fields = drafts.get(object)?.fields;
        const field = fields?.get(name);
        if (field)
            fields?.set(
                name,
                Object.freeze({
                    ...field,
                    referenceTo: Object.freeze([...field.referenceTo, ...targets.map((draft) => draft.name)])
                })
            );
    };
    extend('Task', 'WhatId', withActivities);
    extend('Event', 'WhatId', withActivities);
    extend('OpenActivity', 'WhatId', withActivities);
    extend('ActivityHistory', 'WhatId', withActivities);
    extend('AttachedContentDocument', 'LinkedEntityId', custom);
    extend('ContentDocumentLink', 'LinkedEntityId', custom);
    extend('ContentVersion', 'FirstPublishLocationId', custom);
    for (const [object, name] of [
        ['Attachment', 'ParentId'],
        ['CombinedAttachment', 'ParentId'],
        ['NoteAndAttachment', 'ParentId'],
        ['EmailMessage', 'RelatedToId'],
        ['EntitySubscription', 'ParentId'],
        ['FeedItem', 'ParentId'],
        ['Note', 'ParentId'],
        ['ProcessInstance', 'TargetObjectId'],
        ['TopicAssignment', 'EntityId']
    ] as const)
        extend(object, name, custom);
};

/** A project's file for a standard field must be that of one. */
const checkStandardFields = (drafts: Drafts, report: Report): void => {
    for (const { name, fields, unknownStandard } of drafts.values())
        for (const element of unknownStandard) {
            const field = textOf(element, 'fullName') ?? '';
            if (!fields.has(field))
                report.add(element, `Entity of type 'CustomField' named '${name}.${field}' cannot be found`);
        }
};

/**
 * Objects, fields, value sets and relations of all components.
 * @param prefixes extended in place by the prefixes of new objects
 * @param features what is switched on in the org
 */
export const compileSchema = (
    components: readonly ComponentSource[],
    generation: number,
    prefixes: KeyPrefixes,
    features: OrgFeatures,
    report: Report
): CompiledSchema => {
    const sets = readValueSets(
        components.filter((component) => component.type === 'GlobalValueSet' || component.type === 'StandardValueSet'),
        report
    );
    const tabs = new FoldedSet();
    for (const component of components) if (component.type === 'CustomTab') tabs.add(component.fullName);
    const drafts: Drafts = new FoldedMap<ObjectDraft>();
    const groups = groupByName(components.filter((component) => component.type === 'CustomObject'));
    const activityFields = readActivityFields(groups.get(ACTIVITY) ?? [], report);
    groups.delete(ACTIVITY);
    for (const [name, group] of groups) {
        const source = withActivityFields(readObjectSource(name, group, report), activityFields);
        drafts.set(name, readDraft(source, sets, tabs.has(name), report));
    }
    extendPolymorphic(drafts);
    addCompounds(drafts);
    checkStandardFields(drafts, report);
    applyCurrencies(drafts, features.currencies);
    resolveRollups(drafts, report);
    checkRelations(drafts, report);
    checkLookupFilters(drafts, report);
    for (const draft of drafts.values()) {
        checkTracked(draft, report);
        if (draft.kind === 'bigObject') checkBigObject(draft, report);
    }
    return { schema: buildSchema(generation, withPrefixes(drafts, prefixes), features.currencies), drafts };
};

const withPrefixes = (drafts: Drafts, prefixes: KeyPrefixes): Parts[] => {
    const wanted: { name: string; kind: ObjectKind }[] = [];
    const names = [...drafts.keys()].sort();
    for (const name of names) {
        const draft = drafts.get(name);
        if (!draft) continue;
        if (draft.keyPrefix !== undefined) prefixes.set(name, draft.keyPrefix);
        else wanted.push({ name, kind: draft.kind });
        if (needsShares(draft)) wanted.push({ name: shareNameOf(name), kind: 'share' });
        if (hasHistory(draft)) wanted.push({ name: historyNameOf(name), kind: 'history' });
    }
    assignKeyPrefixes(wanted, prefixes);
    return names.flatMap((name): Parts[] => {
        const draft = drafts.get(name);
        if (!draft) return [];
        const own = partsOf(draft, prefixes.get(name) ?? '');
        const prefixOf = (object: string): string => prefixes.get(object) ?? '';
        return [
            own,
            ...(needsShares(draft) ? [sharePartsOf(draft, prefixOf(shareNameOf(name)))] : []),
            ...(hasHistory(draft) ? [historyPartsOf(draft, prefixOf(historyNameOf(name)))] : [])
        ];
    });
};
