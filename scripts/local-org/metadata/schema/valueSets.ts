import { Decimal, type PicklistDef, type PicklistValueDef, type Scalar } from '../../model/index.ts';
import { FoldedMap } from '../folded.ts';
import { Report } from '../problems.ts';
import type { ComponentSource } from '../types.ts';
import { childOf, childrenOf, flagOf, numberOf, textOf, type XmlElement } from '../xml/document.ts';
import { readRoot } from './objectSource.ts';

/** Forecast category → the name that records show. Source: Salesforce Help, "Forecast Categories". */
const FORECAST_NAMES: Readonly<Record<string, string>> = {
    Omitted: 'Omitted',
    Pipeline: 'Pipeline',
    BestCase: 'Best Case',
    MostLikely: 'Most Likely',
    Forecast: 'Commit',
    Closed: 'Closed'
};

const readFacts = (element: XmlElement): Readonly<Record<string, Scalar>> => {
    const facts: Record<string, Scalar> = {};
    const category = textOf(element, 'forecastCategory');
    if (category !== undefined) {
        facts.ForecastCategory = category;
        facts.ForecastCategoryName = FORECAST_NAMES[category] ?? category;
        facts.IsWon = flagOf(element, 'won');
    }
    if (category !== undefined || childOf(element, 'closed')) facts.IsClosed = flagOf(element, 'closed');
    if (childOf(element, 'converted')) facts.IsConverted = flagOf(element, 'converted');
    const probability = numberOf(element, 'probability');
    if (probability !== undefined) facts.DefaultProbability = Decimal.of(probability);
    if (childOf(element, 'highPriority')) facts.IsHighPriority = flagOf(element, 'highPriority');
    return Object.freeze(facts);
};

const readValue = (element: XmlElement): PicklistValueDef => {
    const value = textOf(element, 'fullName') ?? '';
    return Object.freeze({
        value,
        label: textOf(element, 'label') ?? value,
        active: textOf(element, 'isActive') !== 'false',
        isDefault: flagOf(element, 'default'),
        facts: readFacts(element)
    });
};

/** Reads values in their order, or sorted by label where the definition says so; refuses a value given twice. */
const readValues = (elements: readonly XmlElement[], sorted: boolean, report: Report): readonly PicklistValueDef[] => {
    const seen = new FoldedMap<XmlElement>();
    for (const element of elements) {
        const name = textOf(element, 'fullName');
        if (name === undefined) report.add(element, 'Required field is missing: fullName');
        else if (seen.has(name)) report.add(element, `Duplicate label or value: ${name}`);
        else seen.set(name, element);
    }
    const values = [...seen.values()].map(readValue);
    if (values.filter((value) => value.isDefault).length > 1)
        report.add(elements[0] ?? '', 'Only one picklist value can be the default');
    return sorted ? values.sort((left, right) => left.label.localeCompare(right.label, 'en')) : values;
};

export interface ValueSets {
    readonly global: FoldedMap<readonly PicklistValueDef[]>;
    readonly standard: FoldedMap<readonly PicklistValueDef[]>;
}

/** Reads the global and standard value sets; a project's standard value set replaces that of metadata/base, as in an org. */
export const readValueSets = (components: readonly ComponentSource[], report: Report): ValueSets => {
    const sets: ValueSets = { global: new FoldedMap(), standard: new FoldedMap() };
    for (const component of components) {
        const isGlobal = component.type === 'GlobalValueSet';
        for (const [file, bytes] of component.files) {
            const root = readRoot(file, bytes, component.type, report, component.origin === 'base');
            if (!root) continue;
            const values = readValues(
                childrenOf(root, isGlobal ? 'customValue' : 'standardValue'),
                flagOf(root, 'sorted'),
                report
            );
            (isGlobal ? sets.global : sets.standard).set(component.fullName, values);
        }
    }
    return sets;
};

/** Which controlling values allow each value. Source: Metadata API Developer Guide, "ValueSettings". */
const readDependencies = (valueSet: XmlElement): ReadonlyMap<string, ReadonlySet<string>> =>
    new Map(
        childrenOf(valueSet, 'valueSettings').map((settings) => [
            textOf(settings, 'valueName') ?? '',
            new Set(childrenOf(settings, 'controllingFieldValue').map(({ text }) => text))
        ])
    );

/** A picklist as files of API versions up to 37 write it. Source: Metadata API Developer Guide 37.0, "Picklist". */
export const readOldPicklist = (element: XmlElement, report: Report): PicklistDef => {
    const entries = childrenOf(element, 'picklistValues');
    const controllingField = textOf(element, 'controllingField');
    const validFor = new Map(
        entries.map((entry) => [
            textOf(entry, 'fullName') ?? '',
            new Set(childrenOf(entry, 'controllingFieldValues').map(({ text }) => text))
        ])
    );
    return Object.freeze({
        restricted: flagOf(element, 'restrictedPicklist'),
        values: Object.freeze(readValues(entries, flagOf(element, 'sorted'), report)),
        ...(controllingField === undefined ? {} : { controllingField, validFor })
    });
};

/**
 * The picklist of a field: its own values, a global value set's, or (standard fields of metadata/base) a standard value set's.
 * Undefined where it is not complete (reported).
 */
export const readPicklist = (
    field: XmlElement,
    sets: ValueSets,
    isBase: boolean,
    report: Report
): PicklistDef | undefined => {
    const standard = textOf(field, 'valueSetName');
    if (isBase && standard !== undefined) {
        const values = sets.standard.get(standard);
        if (values) return Object.freeze({ restricted: false, values });
        report.add(field, `Picklist value set ${standard} does not exist`);
        return undefined;
    }
    const old = childOf(field, 'picklist');
    if (old) return readOldPicklist(old, report);
    const valueSet = childOf(field, 'valueSet');
    if (!valueSet) {
        report.add(field, 'Required field is missing: valueSet');
        return undefined;
    }
    const controllingField = textOf(valueSet, 'controllingField');
    const more = controllingField === undefined ? {} : { controllingField, validFor: readDependencies(valueSet) };
    const globalName = textOf(valueSet, 'valueSetName');
    if (globalName !== undefined) {
        const values = sets.global.get(globalName);
        if (values) return Object.freeze({ restricted: true, values, ...more });
        report.add(childOf(valueSet, 'valueSetName') ?? valueSet, `Picklist value set ${globalName} does not exist`);
        return undefined;
    }
    const definition = childOf(valueSet, 'valueSetDefinition');
    if (!definition) {
        report.add(valueSet, 'Required field is missing: valueSetDefinition');
        return undefined;
    }
    const values = Object.freeze(readValues(childrenOf(definition, 'value'), flagOf(definition, 'sorted'), report));
    return Object.freeze({ restricted: flagOf(valueSet, 'restricted'), values, ...more });
};

/** The standard value sets of an org, by name: those of a project in place of the platform's. */
export const standardValueSets = (
    components: Iterable<ComponentSource>
): ReadonlyMap<string, readonly PicklistValueDef[]> => {
    const ordered = [...components].sort(
        (left, right) => Number(right.origin === 'base') - Number(left.origin === 'base')
    );
    return readValueSets(ordered, new Report()).standard;
};
