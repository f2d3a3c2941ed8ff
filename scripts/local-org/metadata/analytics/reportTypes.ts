/** Custom report types, and the standard ones that reports may name. */
import { fold, type ObjectDef, type Schema } from '../../model/index.ts';
import { documentsOf } from '../documents.ts';
import { FoldedMap } from '../folded.ts';
import type { Report } from '../problems.ts';
import { parentNameOf } from '../schema/definition.ts';
import type { ComponentSource } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, flagOf, textOf, type XmlElement } from '../xml/document.ts';
import { customTables, labelOf, reportPath, standardColumn, STANDARD_TYPES } from './columns.ts';
import type { AnalyticsColumn, ReportJoin, ReportTable, ReportTypeDef } from './types.ts';

/** Source: Salesforce Help, "Create a Custom Report Type": up to four objects. */
const MAX_JOINS = 3;

const readJoins = (root: XmlElement, base: ObjectDef, schema: Schema, report: Report): ReportJoin[] => {
    const joins: ReportJoin[] = [];
    let above = base;
    for (let element = childOf(root, 'join'); element; element = childOf(element, 'join')) {
        if (!requireElements(element, ['outerJoin', 'relationship'], report)) break;
        const name = textOf(element, 'relationship') ?? '';
        const relation = above.child(name);
        const child = relation && schema.object(relation.child);
        const lookup = relation && child?.field(relation.field);
        const parent = lookup && parentNameOf(lookup);
        if (!child || !lookup || !parent) {
            report.add(
                childOf(element, 'relationship') ?? element,
                `Invalid relationship: ${above.name} has no child relationship ${name}`
            );
            break;
        }
        if (joins.at(-1)?.outer && !flagOf(element, 'outerJoin'))
            report.add(element, 'An inner join cannot follow an outer join');
        joins.push({
            relation: relation.name,
            object: child.name,
            parent,
            lookup: lookup.name,
            outer: flagOf(element, 'outerJoin')
        });
        above = child;
    }
    if (joins.length > MAX_JOINS) report.add(root, 'A report type joins up to four objects');
    return joins;
};

/** The level of a section's table: `Handoff__c`, `Handoff__c.Items__r`; -1 where the type has no such table. */
const levelOf = (table: string, base: string, joins: readonly ReportJoin[]): number => {
    const path = [base, ...joins.map(({ relation }) => relation)];
    const parts = table.split('.');
    const fits = parts.length <= path.length && parts.every((part, at) => fold(part) === fold(path[at] ?? ''));
    return fits ? parts.length - 1 : -1;
};

const readColumn = (
    element: XmlElement,
    tables: readonly { readonly object: ObjectDef; readonly name: string }[],
    joins: readonly ReportJoin[],
    schema: Schema,
    report: Report
): AnalyticsColumn | undefined => {
    if (!requireElements(element, ['checkedByDefault', 'field', 'table'], report)) return undefined;
    const table = textOf(element, 'table') ?? '';
    const text = textOf(element, 'field') ?? '';
    const level = levelOf(table, tables[0]?.name ?? '', joins);
    const object = tables[level]?.object;
    if (!object) {
        report.add(childOf(element, 'table') ?? element, `Invalid table: the report type does not join ${table}`);
        return undefined;
    }
    const found = reportPath(text, object, schema);
    if (!found) {
        const lookup = object.field(text)?.referenceTo.length;
        const hint =
            lookup && !text.endsWith('__c') ? `; a look-up is named without Id: ${text.replace(/Id$/, '')}` : '';
        report.add(childOf(element, 'field') ?? element, `Invalid field: ${object.name} has no field ${text}${hint}`);
        return undefined;
    }
    const label = textOf(element, 'displayNameOverride') ?? labelOf(object, found);
    return { token: `${table}$${text}`, label, level, ...found };
};

const readType = (root: XmlElement, name: string, schema: Schema, report: Report): ReportTypeDef | undefined => {
    if (!requireElements(root, ['baseObject', 'category', 'deployed', 'label'], report)) return undefined;
    const baseName = textOf(root, 'baseObject') ?? '';
    const base = schema.object(baseName);
    if (!base) {
        report.add(
            childOf(root, 'baseObject') ?? root,
            `In field: baseObject - no CustomObject named ${baseName} found`
        );
        return undefined;
    }
    if (base.kind === 'custom' && !base.features.reports)
        report.add(childOf(root, 'baseObject') ?? root, `Reports are not enabled on ${base.name} (enableReports)`);
    const joins = readJoins(root, base, schema, report);
    const tables = [
        { object: base, name: base.name },
        ...joins.flatMap(({ object, relation }) => {
            const found = schema.object(object);
            return found ? [{ object: found, name: relation }] : [];
        })
    ];
    const columns = new FoldedMap<AnalyticsColumn>();
    const sections = childrenOf(root, 'sections');
    if (sections.length === 0) report.add(root, 'Required field is missing: sections');
    for (const section of sections) {
        requireElements(section, ['masterLabel'], report);
        for (const element of childrenOf(section, 'columns')) {
            const column = readColumn(element, tables, joins, schema, report);
            if (column && columns.has(column.token)) report.add(element, `The column ${column.token} is there twice`);
            if (column) columns.set(column.token, column);
        }
    }
    return Object.freeze({
        name: `${name}__c`,
        label: textOf(root, 'label') ?? name,
        description: textOf(root, 'description') ?? '',
        object: base.name,
        joins: Object.freeze(joins),
        columns
    });
};

export const readReportTypes = (
    components: readonly ComponentSource[],
    schema: Schema,
    report: Report
): ReportTypeDef[] =>
    documentsOf(components, 'ReportType', report).flatMap(
        ({ root, name }) => readType(root, name, schema, report) ?? []
    );

const ofTables = (
    name: string,
    label: string,
    tables: readonly ReportTable[],
    joins: readonly ReportJoin[]
): ReportTypeDef => ({
    name,
    label,
    description: '',
    object: tables[0]?.object.name ?? '',
    joins,
    columns: tables
});

/** `CustomEntity$Plan__c`, `CustomEntityCustomEntity$Plan__c$Item__c`, `Opportunity` …; undefined for a type that the local org lacks. */
export const standardReportType = (name: string, schema: Schema): ReportTypeDef | undefined => {
    const standard = STANDARD_TYPES[name];
    if (standard) {
        const object = schema.object(standard.object);
        return object && ofTables(name, standard.label, [{ object, level: 0, names: standard.names }], []);
    }
    const [, kinds = '', path = ''] = /^((?:CustomEntity){1,2})\$(.+)$/.exec(name) ?? [];
    const objects = path.split('$').flatMap((one) => schema.object(one) ?? []);
    if (objects.length === 0 || objects.length !== path.split('$').length || kinds.length !== objects.length * 12)
        return undefined;
    const joins = objects.slice(1).flatMap((child, at): ReportJoin[] => {
        const above = objects[at];
        const relation = above?.childRelations.find((one) => one.child === child.name);
        const lookup = relation && child.field(relation.field);
        const parent = lookup && parentNameOf(lookup);
        return relation && lookup && parent
            ? [{ relation: relation.name, object: child.name, parent, lookup: lookup.name, outer: false }]
            : [];
    });
    if (joins.length !== objects.length - 1) return undefined;
    const label = objects.map(({ pluralLabel }) => pluralLabel).join(' with ');
    return ofTables(name, label, customTables(objects), joins);
};

/** A column of a report type by its token, which ignores case. */
export const columnOfType = ({ columns }: ReportTypeDef, token: string, schema: Schema): AnalyticsColumn | undefined =>
    'get' in columns ? columns.get(token) : standardColumn(columns, token, schema);
