import type { ObjectDef, Schema } from '../../model/index.ts';
import { documentsOf } from '../documents.ts';
import { FoldedMap } from '../folded.ts';
import type { Report } from '../problems.ts';
import type { ComponentSource, FlexiPageDef, PageItem, PageListEntry } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../xml/document.ts';
import { checkUse, type Bundle } from './bundles.ts';
import { resolvePath } from './fieldNames.ts';
import { readVisibility } from './visibility.ts';

const TARGET_OF: Readonly<Record<FlexiPageDef['type'], string>> = {
    RecordPage: 'lightning__RecordPage',
    AppPage: 'lightning__AppPage',
    HomePage: 'lightning__HomePage',
    UtilityBar: 'lightning__UtilityBar'
};

const isPageType = (type: string): type is FlexiPageDef['type'] => Object.hasOwn(TARGET_OF, type);

/** Prefixes of actions that are no quick actions of an object: global ones, many of them the platform's own, and buttons. */
const NOT_OF_OBJECT = /^(?:Global|CustomButton|StandardButton)\./;

interface PageContext {
    readonly name: string;
    readonly type: FlexiPageDef['type'];
    readonly object?: string;
    readonly schema: Schema;
    readonly bundles: FoldedMap<Bundle>;
    readonly quickActions: ReadonlySet<string>;
    readonly regions: ReadonlyMap<string, XmlElement>;
    readonly used: Set<string>;
    readonly report: Report;
}

const objectOf = (page: PageContext): ObjectDef | undefined =>
    page.object === undefined ? undefined : page.schema.object(page.object);

/** A list value (`actionNames` of the highlights panel) is joined with commas: properties are text. */
const valueOf = (property: XmlElement, page: PageContext): string => {
    const list = childOf(property, 'valueList');
    if (!list) return textOf(property, 'value') ?? '';
    return entriesOf(list, page)
        .map(({ value }) => value)
        .join(',');
};

const entriesOf = (list: XmlElement, page: PageContext): PageListEntry[] =>
    childrenOf(list, 'valueListItems').map((item) =>
        Object.freeze({ value: textOf(item, 'value') ?? '', ...visibilityOf(item, page) })
    );

/** Lists of which an entry has a rule, by property. */
const ruledLists = (instance: XmlElement, page: PageContext): Pick<PageItem, 'lists'> => {
    const lists = childrenOf(instance, 'componentInstanceProperties').flatMap((property) => {
        const list = childOf(property, 'valueList');
        const entries = list ? entriesOf(list, page) : [];
        return entries.some(({ visibility }) => visibility) ? [[textOf(property, 'name') ?? '', entries] as const] : [];
    });
    return lists.length > 0 ? { lists: Object.freeze(Object.fromEntries(lists)) } : {};
};

/** The rule of a component or field, as part of its item. */
const visibilityOf = (element: XmlElement, page: PageContext): Pick<PageItem, 'visibility'> => {
    const visibility = readVisibility(element, objectOf(page), page.schema, page.report);
    return visibility ? { visibility } : {};
};

const checkComponent = (
    component: string,
    instance: XmlElement,
    properties: Readonly<Record<string, string>>,
    page: PageContext
): void => {
    const { report } = page;
    if (component.startsWith('c:')) {
        const bundle = page.bundles.get(component.slice(2));
        if (!bundle) {
            report.add(
                instance,
                `We couldn't retrieve the design time component information for component ${component}`
            );
            return;
        }
        const target = TARGET_OF[page.type];
        checkUse(bundle, target, page.object, instance, report);
        const declared = bundle.configs.get(target)?.properties;
        for (const name of Object.keys(properties))
            if (!declared?.has(name))
                report.add(instance, `The property ${name} of ${component} does not exist for the target ${target}`);
        for (const [name, property] of declared ?? [])
            if (property.attributes.required === 'true' && properties[name] === undefined)
                report.add(instance, `The property ${name} of ${component} is required`);
    }
    const actions = component === 'force:highlightsPanel' ? (properties.actionNames ?? '').split(',') : [];
    for (const action of actions)
        if (action.includes('.') && !NOT_OF_OBJECT.test(action) && !page.quickActions.has(action))
            report.add(instance, `The quick action ${action} does not exist`);
    const relation =
        component === 'force:relatedListSingleContainer' || component === 'lst:dynamicRelatedList'
            ? properties.relatedListApiName
            : undefined;
    const object = objectOf(page);
    if (relation !== undefined && object && /__r$/.test(relation) && !object.child(relation))
        report.add(instance, `The related list ${relation} does not exist on ${object.name}`);
};

const readComponent = (instance: XmlElement, page: PageContext, above: readonly string[]): PageItem => {
    const name = textOf(instance, 'componentName') ?? '';
    const component = name.includes(':') ? name : `c:${name}`;
    requireElements(instance, ['componentName'], page.report);
    const properties: Record<string, string> = {};
    const decorators: Record<string, string> = {};
    const facets: Record<string, readonly PageItem[]> = {};
    for (const property of childrenOf(instance, 'componentInstanceProperties')) {
        const key = textOf(property, 'name') ?? '';
        const value = valueOf(property, page);
        if (textOf(property, 'type') === 'decorator') {
            decorators[key] = value;
            continue;
        }
        const facet = page.regions.get(value);
        if (facet && textOf(facet, 'type') === 'Facet') {
            if (above.includes(value)) page.report.add(property, `The facet ${value} contains itself`);
            else facets[key] = readItems(facet, page, [...above, value]);
        } else if (/^Facet-[0-9a-f-]{36}$/i.test(value))
            page.report.add(property, `The facet ${value} does not exist on this page`);
        else properties[key] = value;
    }
    checkComponent(component, instance, properties, page);
    return Object.freeze({
        kind: 'component',
        component,
        identifier: textOf(instance, 'identifier') ?? name,
        properties: Object.freeze(properties),
        ...ruledLists(instance, page),
        ...(Object.keys(decorators).length > 0 ? { decorators: Object.freeze(decorators) } : {}),
        facets: Object.freeze(facets),
        ...visibilityOf(instance, page)
    });
};

/** A field of a dynamic form: `Record.Status__c`; becomes the component `flexipage:field`. */
const readFieldInstance = (instance: XmlElement, page: PageContext): PageItem => {
    const item = textOf(instance, 'fieldItem') ?? '';
    const object = objectOf(page);
    const path = item.replace(/^Record\./, '');
    if (!item.startsWith('Record.') || !object || !resolvePath(path, object, page.schema))
        page.report.add(instance, `The field ${item} does not exist on ${page.object ?? 'this page'}`);
    const properties: Record<string, string> = { field: path };
    for (const property of childrenOf(instance, 'fieldInstanceProperties'))
        properties[textOf(property, 'name') ?? ''] = textOf(property, 'value') ?? '';
    return Object.freeze({
        kind: 'component',
        component: 'flexipage:field',
        identifier: textOf(instance, 'identifier') ?? path,
        properties: Object.freeze(properties),
        facets: Object.freeze({}),
        ...visibilityOf(instance, page)
    });
};

const readItems = (region: XmlElement, page: PageContext, above: readonly string[]): PageItem[] => {
    page.used.add(textOf(region, 'name') ?? '');
    const items: PageItem[] = [];
    for (const element of region.children) {
        if (element.name === 'componentInstances') items.push(readComponent(element, page, above));
        if (element.name !== 'itemInstances') continue;
        const component = childOf(element, 'componentInstance');
        const field = childOf(element, 'fieldInstance');
        if (component) items.push(readComponent(component, page, above));
        if (field) items.push(readFieldInstance(field, page));
    }
    return items;
};

const readPage = (root: XmlElement, page: PageContext): FlexiPageDef => {
    const { report } = page;
    requireElements(root, ['masterLabel', 'type', 'template', 'flexiPageRegions'], report);
    const template = childOf(root, 'template');
    if (template) requireElements(template, ['name'], report);
    const regions = [...page.regions.entries()]
        .filter(([, region]) => textOf(region, 'type') !== 'Facet')
        .map(([name, region]) => Object.freeze({ name, items: Object.freeze(readItems(region, page, [])) }));
    for (const [name, region] of page.regions)
        if (!page.used.has(name)) report.add(region, `The facet ${name} is not used by any component of the page`);
    checkIdentifiers(root, report);
    return Object.freeze({
        name: page.name,
        label: textOf(root, 'masterLabel') ?? page.name,
        type: page.type,
        ...(page.object === undefined ? {} : { object: page.object }),
        template: (template && textOf(template, 'name')) ?? '',
        regions: Object.freeze(regions)
    });
};

const checkIdentifiers = (root: XmlElement, report: Report): void => {
    const seen = new Set<string>();
    const walk = (element: XmlElement): void => {
        const identifier = textOf(element, 'identifier');
        if (identifier !== undefined && seen.has(identifier))
            report.add(element, `The identifier ${identifier} is used twice on this page`);
        if (identifier !== undefined) seen.add(identifier);
        element.children.forEach(walk);
    };
    walk(root);
};

/** FlexiPages with their facets resolved into trees. */
export const readFlexiPages = (
    components: readonly ComponentSource[],
    schema: Schema,
    bundles: FoldedMap<Bundle>,
    quickActions: ReadonlySet<string>,
    report: Report
): FlexiPageDef[] =>
    documentsOf(components, 'FlexiPage', report).flatMap(({ root, name }): FlexiPageDef[] => {
        if (!requireElements(root, ['type'], report)) return [];
        const type = textOf(root, 'type') ?? '';
        if (!isPageType(type)) {
            report.add(childOf(root, 'type') ?? root, `not supported by the local org: FlexiPage type ${type}`);
            return [];
        }
        const objectName = textOf(root, 'sobjectType');
        const object = objectName === undefined ? undefined : schema.object(objectName);
        if (type === 'RecordPage' && requireElements(root, ['sobjectType'], report) && !object)
            report.add(
                childOf(root, 'sobjectType') ?? root,
                `sobjectType: no CustomObject named ${objectName ?? ''} found`
            );
        if (type !== 'RecordPage' && objectName !== undefined)
            report.add(childOf(root, 'sobjectType') ?? root, `sobjectType cannot be set on a page of type ${type}`);
        const regions = new Map<string, XmlElement>();
        for (const region of childrenOf(root, 'flexiPageRegions')) {
            requireElements(region, ['name', 'type'], report);
            const regionName = textOf(region, 'name') ?? '';
            if (regions.has(regionName)) report.add(region, `The region ${regionName} is defined twice`);
            regions.set(regionName, region);
        }
        const page: PageContext = {
            name,
            type,
            ...(object ? { object: object.name } : {}),
            schema,
            bundles,
            quickActions,
            regions,
            used: new Set(),
            report
        };
        return [readPage(root, page)];
    });
