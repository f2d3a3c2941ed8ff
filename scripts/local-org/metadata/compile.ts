import { FoldedSet } from './folded.ts';
import { readDuplicateRules } from './access/duplicateRules.ts';
import { readGrants } from './access/grants.ts';
import { readGroups, readRoles } from './access/people.ts';
import { readSetGroups } from './access/setGroups.ts';
import { readSharingRules } from './access/sharingRules.ts';
import { checkApiVersion, documentsOf } from './documents.ts';
import { readApps, readOrgActivations, readTabs, tabNames } from './pages/apps.ts';
import { readQuickActions } from './pages/actions.ts';
import { readBundles } from './pages/bundles.ts';
import { readFlexiPages } from './pages/flexiPages.ts';
import { checkModules } from './pages/modules.ts';
import { readLayouts } from './pages/layouts.ts';
import { readMessageChannels } from './pages/messageChannels.ts';
import { readCompactLayouts } from './pages/compactLayouts.ts';
import { readListViews } from './pages/listViews.ts';
import { Report } from './problems.ts';
import { readAnalytics } from './analytics/index.ts';
import { readCustomMetadata, readCustomPermissions, readLabels } from './records.ts';
import { compileSchema } from './schema/compile.ts';
import { readFolders } from './folders.ts';
import { readMailTemplates } from './mailTemplates.ts';
import { readContentAssets } from './contentAssets.ts';
import { readFeatureParameters } from './featureParameters.ts';
import { readNotificationTypes } from './notificationTypes.ts';
import { readCertificates } from './certificates.ts';
import { readStaticResources } from './staticResources.ts';
import { readTrustedSites } from './trustedSites.ts';
import { UNSUPPORTED_TYPES } from './source/placement.ts';
import type { ComponentSource, KeyPrefixes, MetadataCompileResult, MetadataModel, OrgFeatures } from './types.ts';

const namesOf = (items: Iterable<{ readonly name: string }>): FoldedSet => {
    const names = new FoldedSet();
    for (const { name } of items) names.add(name);
    return names;
};

const checkCode = (components: readonly ComponentSource[], report: Report): FoldedSet => {
    const classes = new FoldedSet();
    for (const type of ['ApexClass', 'ApexTrigger']) {
        for (const { root, name } of documentsOf(components, type, report)) {
            checkApiVersion(root, report);
            if (type === 'ApexClass') classes.add(name);
        }
    }
    return classes;
};

/**
 * Compiles components into schema, pages, labels and access. Pure: the same components give the same model.
 * @param components all that the org has: those of `baseComponents()` and the project's; a project's object or profile of the name of a
 *   standard one adds to it
 * @param generation number of the schema
 * @param keyPrefixes prefixes given out so far; extended in place, also where there are problems
 * @param features what is switched on in the org; nothing by default
 * @returns the model, unless there are problems; problems in the platform's words, with file, line and column
 */
export const compileMetadata = (
    components: Iterable<ComponentSource>,
    generation: number,
    keyPrefixes: KeyPrefixes,
    features: OrgFeatures = {}
): MetadataCompileResult => {
    const all = [...components];
    const report = new Report();
    for (const component of all) {
        if (!UNSUPPORTED_TYPES.has(component.type)) continue;
        report.add(
            [...component.files.keys()][0] ?? component.fullName,
            `not supported by the local org: metadata type ${component.type}`
        );
    }
    const { schema, drafts } = compileSchema(all, generation, keyPrefixes, features, report);
    const classes = checkCode(all, report);
    const bundles = readBundles(all, report);
    const quickActions = readQuickActions(all, schema, bundles, report);
    const actionNames = namesOf(quickActions);
    const flexiPages = readFlexiPages(all, schema, bundles, actionNames, report);
    const tabs = readTabs(all, schema, flexiPages, bundles, report);
    const apps = readApps(all, schema, flexiPages, tabs, report);
    const activations = readOrgActivations(drafts, schema, flexiPages, report);
    const layouts = readLayouts(all, schema, actionNames, report);
    const roles = readRoles(all, report);
    const groups = readGroups(all, schema, report);
    const listViews = readListViews(drafts, { schema, roles, groups }, report);
    const compactLayouts = readCompactLayouts(drafts, schema, report);
    const analytics = readAnalytics(all, schema, report);
    const folders = readFolders(all, report);
    const mailTemplates = readMailTemplates(all, report);
    const labels = readLabels(all, report);
    const staticResources = readStaticResources(all, report);
    const certificates = readCertificates(all, report);
    const contentAssets = readContentAssets(all, report);
    const trustedSites = readTrustedSites(all, report);
    const messageChannels = readMessageChannels(all, report);
    const customPermissions = readCustomPermissions(all, report);
    const notificationTypes = readNotificationTypes(all, report);
    const featureParameters = readFeatureParameters(all, report);
    const customMetadata = readCustomMetadata(all, schema, report);
    const tabSet = new FoldedSet();
    for (const name of tabNames(tabs)) tabSet.add(name);
    const permissionNames = new FoldedSet();
    for (const name of customPermissions.keys()) permissionNames.add(name);
    checkModules(
        all,
        {
            schema,
            labels,
            customPermissions: permissionNames,
            messageChannels,
            contentAssets: namesOf(contentAssets),
            staticResources: namesOf(staticResources)
        },
        report
    );
    const grants = readGrants(
        all,
        {
            schema,
            classes,
            tabs: tabSet,
            apps: namesOf(apps),
            customPermissions: permissionNames,
            layouts: namesOf(layouts)
        },
        report
    );
    const setGroups = readSetGroups(all, grants, report);
    const sharingRules = readSharingRules(all, { schema, roles, groups }, report);
    const duplicateRules = readDuplicateRules(all, schema, report);
    const { problems } = report;
    if (problems.length > 0) return { problems };
    const model: MetadataModel = Object.freeze({
        schema,
        pages: Object.freeze({ apps, activations, flexiPages, tabs, layouts, listViews, quickActions, compactLayouts }),
        analytics,
        folders,
        mailTemplates,
        labels,
        grants,
        setGroups,
        roles,
        groups,
        sharingRules,
        duplicateRules,
        customPermissions,
        notificationTypes,
        featureParameters,
        customMetadata,
        staticResources,
        certificates,
        contentAssets,
        trustedSites,
        components: (type: string) => all.filter((component) => component.type === type)
    });
    return { model, problems };
};

/** Is it code, on which nothing of a model depends but what it says of itself? */
const isSource = ({ type }: ComponentSource): boolean => type === 'ApexClass' || type === 'ApexTrigger';

const sameBytes = (one: Uint8Array | undefined, other: Uint8Array | undefined): boolean =>
    one !== undefined && other !== undefined && Buffer.compare(one, other) === 0;

/** Does a bundle say the same of itself, whatever its scripts and templates do? */
const saysTheSame = (before: ComponentSource, now: ComponentSource): boolean =>
    [...new Set([...before.files.keys(), ...now.files.keys()])]
        .filter((file) => file.endsWith('-meta.xml'))
        .every((file) => sameBytes(before.files.get(file), now.files.get(file)));

/** Whether a change of a component is one of its sources only: then `modelWithSources` makes the next model of this one. */
export const isSourceChange = (before: ComponentSource, now: ComponentSource): boolean =>
    isSource(now) || (now.type === 'LightningComponentBundle' && saysTheSame(before, now));

/**
 * The model of a set of components of which only sources differ from those of another model (`isSourceChange`), each of
 * the same name: nothing else of a model depends on what is in them.
 * @param model of the components as they were
 * @param components all, as they are now
 * @param changed those that differ
 */
export const modelWithSources = (
    model: MetadataModel,
    components: readonly ComponentSource[],
    changed: readonly ComponentSource[]
): MetadataCompileResult => {
    const report = new Report();
    checkCode(changed, report);
    const { labels, schema, customPermissions, contentAssets, staticResources } = model;
    checkModules(
        components,
        {
            schema,
            labels,
            customPermissions,
            messageChannels: readMessageChannels(components, report),
            contentAssets: namesOf(contentAssets),
            staticResources: namesOf(staticResources)
        },
        report
    );
    const { problems } = report;
    if (problems.length > 0) return { problems };
    const ofType = (type: string): ComponentSource[] => components.filter((component) => component.type === type);
    return { model: Object.freeze({ ...model, components: ofType }), problems };
};
