import { fold, type Schema } from '../../model/index.ts';
import { documentsOf } from '../documents.ts';
import { FoldedMap } from '../folded.ts';
import type { Report } from '../problems.ts';
import type { Drafts } from '../schema/relations.ts';
import type { ActivationDef, AppDef, ComponentSource, FlexiPageDef, TabDef } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, flagOf, textOf, type XmlElement } from '../xml/document.ts';
import { checkUse, type Bundle } from './bundles.ts';

/** Tabs that every org has, by the names that apps and permission sets use. Source: Metadata API Developer Guide, CustomApplication `tabs`. */
const STANDARD_TABS = [
    'standard-home',
    'standard-Account',
    'standard-Contact',
    'standard-Opportunity',
    'standard-Lead',
    'standard-Case',
    'standard-Campaign',
    'standard-Contract',
    'standard-Order',
    'standard-Asset',
    'standard-Solution',
    'standard-Product2',
    'standard-Pricebook2',
    'standard-Task',
    'standard-Event',
    'standard-report',
    'standard-Dashboard',
    'standard-ContentDocument'
];

/** Names of tabs that exist: the standard ones and the project's. */
export const tabNames = (tabs: readonly TabDef[]): readonly string[] => [
    ...STANDARD_TABS,
    ...tabs.map((tab) => tab.name)
];

/** Custom tabs. */
export const readTabs = (
    components: readonly ComponentSource[],
    schema: Schema,
    pages: readonly FlexiPageDef[],
    bundles: FoldedMap<Bundle>,
    report: Report
): TabDef[] =>
    documentsOf(components, 'CustomTab', report).map(({ root, name }): TabDef => {
        requireElements(root, ['motif'], report);
        const object = flagOf(root, 'customObject') ? schema.object(name) : undefined;
        const flexiPage = textOf(root, 'flexiPage');
        const component = textOf(root, 'lwcComponent')?.replace(/^c:/, '');
        if (flagOf(root, 'customObject') && object?.kind !== 'custom')
            report.add(root, `No CustomObject named ${name} found`);
        if (!flagOf(root, 'customObject')) requireElements(root, ['label'], report);
        if (flexiPage !== undefined && pages.find((page) => page.name === flexiPage)?.type !== 'AppPage')
            report.add(childOf(root, 'flexiPage') ?? root, `No FlexiPage named ${flexiPage} of type AppPage found`);
        const bundle = component === undefined ? undefined : bundles.get(component);
        const place = childOf(root, 'lwcComponent') ?? root;
        if (component !== undefined && !bundle)
            report.add(place, `No LightningComponentBundle named ${component} found`);
        if (bundle) checkUse(bundle, 'lightning__Tab', undefined, place, report);
        for (const kind of ['url', 'page', 'scontrol', 'auraComponent']) {
            const element = childOf(root, kind);
            if (element) report.add(element, `not supported by the local org: a tab of ${kind}`);
        }
        if (!object && flexiPage === undefined && component === undefined)
            report.add(root, `The tab ${name} shows nothing: customObject, flexiPage or lwcComponent is missing`);
        return Object.freeze({
            name,
            label: textOf(root, 'label') ?? object?.pluralLabel ?? name,
            motif: textOf(root, 'motif') ?? '',
            ...(object ? { object: object.name } : {}),
            ...(flexiPage === undefined ? {} : { flexiPage }),
            ...(component === undefined ? {} : { component })
        });
    });

/** @param object whose page it is: of an app's override the element says so, of an object's the object */
const readActivation = (
    element: XmlElement,
    object: string,
    schema: Schema,
    pages: readonly FlexiPageDef[],
    report: Report
): ActivationDef[] => {
    const type = textOf(element, 'type');
    if (type === 'Default' || type === 'Standard') return [];
    const content = textOf(element, 'content') ?? '';
    const formFactor = textOf(element, 'formFactor') ?? 'Large';
    const page = pages.find((candidate) => candidate.name === content);
    if (type !== 'Flexipage')
        report.add(element, `not supported by the local org: an action override of type ${type ?? '(none)'}`);
    else if (!page) report.add(childOf(element, 'content') ?? element, `No FlexiPage named ${content} found`);
    else if (page.type === 'RecordPage' && fold(page.object ?? '') !== fold(object))
        report.add(element, `The page ${content} is for ${page.object ?? ''}, not for ${object}`);
    else if (page.type === 'HomePage' && object !== 'standard-home')
        report.add(element, `The home page ${content} can be activated for standard-home only`);
    if (object !== 'standard-home' && !schema.object(object))
        report.add(childOf(element, 'pageOrSobjectType') ?? element, `No CustomObject named ${object} found`);
    const recordType = textOf(element, 'recordType')?.replace(/^.*\./, '');
    const known = schema
        .object(object)
        ?.recordTypes.some((type) => fold(type.developerName) === fold(recordType ?? ''));
    if (recordType !== undefined && schema.object(object) && !known)
        report.add(childOf(element, 'recordType') ?? element, `No RecordType named ${object}.${recordType} found`);
    if (formFactor !== 'Large' && formFactor !== 'Small') return [];
    const profile = textOf(element, 'profile');
    return [
        Object.freeze({
            object,
            formFactor,
            page: content,
            ...(profile === undefined ? {} : { profile }),
            ...(recordType === undefined ? {} : { recordType })
        })
    ];
};

/** Lightning apps with the pages that they activate. */
export const readApps = (
    components: readonly ComponentSource[],
    schema: Schema,
    pages: readonly FlexiPageDef[],
    tabs: readonly TabDef[],
    report: Report
): AppDef[] => {
    const known = new Set(tabNames(tabs).map(fold));
    return documentsOf(components, 'CustomApplication', report).map(({ root, name }): AppDef => {
        const isLightning = textOf(root, 'uiType') === 'Lightning';
        requireElements(root, ['label', ...(isLightning ? ['navType', 'formFactors'] : [])], report);
        for (const tab of childrenOf(root, 'tabs'))
            if (!known.has(fold(tab.text))) report.add(tab, `In field: tabs - no CustomTab named ${tab.text} found`);
        const brand = childOf(root, 'brand');
        const color = brand && textOf(brand, 'headerColor');
        const utilityBar = textOf(root, 'utilityBar');
        if (utilityBar !== undefined && pages.find((page) => page.name === utilityBar)?.type !== 'UtilityBar')
            report.add(
                childOf(root, 'utilityBar') ?? root,
                `In field: utilityBar - no FlexiPage named ${utilityBar} found`
            );
        const overrides = [...childrenOf(root, 'actionOverrides'), ...childrenOf(root, 'profileActionOverrides')];
        return Object.freeze({
            name,
            label: textOf(root, 'label') ?? name,
            description: textOf(root, 'description') ?? '',
            ...(color === undefined ? {} : { color }),
            tabs: Object.freeze(childrenOf(root, 'tabs').map((tab) => tab.text)),
            ...(utilityBar === undefined ? {} : { utilityBar }),
            activations: Object.freeze(
                overrides.flatMap((element) =>
                    readActivation(element, textOf(element, 'pageOrSobjectType') ?? '', schema, pages, report)
                )
            )
        });
    });
};

/** Pages that objects have everywhere (`actionOverrides` of a CustomObject). Source: Metadata API Developer Guide, "ActionOverride". */
export const readOrgActivations = (
    drafts: Drafts,
    schema: Schema,
    pages: readonly FlexiPageDef[],
    report: Report
): readonly ActivationDef[] =>
    Object.freeze(
        [...drafts.values()].flatMap(({ name, source }) =>
            (source.own ? childrenOf(source.own, 'actionOverrides') : []).flatMap((element) =>
                readActivation(element, name, schema, pages, report)
            )
        )
    );
