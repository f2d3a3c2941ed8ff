import { fold, type FieldDef, type RollupDef } from '../../model/index.ts';
import type { Report } from '../problems.ts';
import { childOf, childrenOf, flagOf, textOf, type XmlElement } from '../xml/document.ts';
import type { ObjectDraft } from './drafts.ts';
import { queryRights } from './fieldRights.ts';
import { checkRollupFilter } from './filterChecks.ts';
import type { Drafts } from './relations.ts';

const SUMMABLE = ['number', 'currency', 'percent', 'integer'];
const COMPARABLE = [...SUMMABLE, 'date', 'datetime'];
const MAX_ROLLUPS = 25;
/** Lookups that roll-ups may follow as if they were master-detail. Source: Salesforce Help, "Define Roll-Up Summaries": accounts, by opportunities. */
const ROLLED_UP_LOOKUPS: ReadonlySet<string> = new Set(['Opportunity.AccountId']);

const isFollowed = (via: FieldDef, master: ObjectDraft): boolean =>
    (via.type === 'masterDetail' || ROLLED_UP_LOOKUPS.has(`${via.object}.${via.name}`)) &&
    fold(via.referenceTo[0] ?? '') === fold(master.name);

/** `Child__c.Field__c` → its two names. */
const split = (text: string): readonly [string, string] => {
    const [object = '', field = ''] = text.split('.');
    return [object, field];
};

const readFilters = (element: XmlElement, child: ObjectDraft, report: Report): RollupDef['filters'] =>
    childrenOf(element, 'summaryFilterItems').map((item) => {
        const [object, field] = split(textOf(item, 'field') ?? '');
        const known = child.fields.get(field);
        if (fold(object) !== fold(child.name) || !known)
            report.add(item, `Invalid field in summaryFilterItems: ${textOf(item, 'field') ?? ''}`);
        else checkRollupFilter(item, known, report);
        return Object.freeze({
            field: known?.name ?? field,
            operation: textOf(item, 'operation') ?? '',
            value: textOf(item, 'value') ?? ''
        });
    });

const readRollup = (element: XmlElement, draft: ObjectDraft, drafts: Drafts, report: Report): FieldDef | undefined => {
    const name = textOf(element, 'fullName') ?? '';
    const full = `${draft.name}.${name}`;
    const keyText = textOf(element, 'summaryForeignKey');
    const operation = textOf(element, 'summaryOperation') as RollupDef['operation'] | undefined;
    if (keyText === undefined || operation === undefined) {
        report.add(
            element,
            `Required field is missing: ${keyText === undefined ? 'summaryForeignKey' : 'summaryOperation'}`
        );
        return undefined;
    }
    const keyPlace = childOf(element, 'summaryForeignKey') ?? element;
    const [childName, viaName] = split(keyText);
    const child = drafts.get(childName);
    const via = child?.fields.get(viaName);
    if (!child || !via) {
        report.add(keyPlace, `Invalid summaryForeignKey ${keyText}: no such field (${full})`);
        return undefined;
    }
    if (!isFollowed(via, draft)) {
        report.add(
            keyPlace,
            `Invalid summaryForeignKey ${keyText}: not a master-detail field to ${draft.name} (${full})`
        );
        return undefined;
    }
    const sumText = textOf(element, 'summarizedField');
    const [sumObject, sumName] = split(sumText ?? '');
    const summed =
        sumText === undefined || fold(sumObject) !== fold(child.name) ? undefined : child.fields.get(sumName);
    const sumPlace = childOf(element, 'summarizedField') ?? element;
    if (operation !== 'count') {
        if (!summed) {
            report.add(
                sumPlace,
                `Invalid summarizedField ${sumText ?? '(none)'}: no such field on ${child.name} (${full})`
            );
            return undefined;
        }
        if (!(operation === 'sum' ? SUMMABLE : COMPARABLE).includes(summed.type)) {
            report.add(
                sumPlace,
                `Invalid summarizedField ${sumText ?? ''}: cannot ${operation} a field of type ${summed.type} (${full})`
            );
            return undefined;
        }
    }
    const label = textOf(element, 'label') ?? name;
    const helpText = textOf(element, 'inlineHelpText');
    const description = textOf(element, 'description');
    const type = operation === 'count' || !summed ? 'number' : summed.type === 'integer' ? 'number' : summed.type;
    const isDate = type === 'date' || type === 'datetime';
    return Object.freeze({
        object: draft.name,
        name,
        label,
        ...(helpText === undefined ? {} : { helpText }),
        ...(description === undefined ? {} : { description }),
        type,
        custom: true,
        required: false,
        ...(isDate ? {} : { precision: 18, scale: operation === 'count' ? 0 : (summed?.scale ?? 0) }),
        externalId: false,
        referenceTo: Object.freeze([]),
        rollup: Object.freeze({
            child: child.name,
            via: via.name,
            operation,
            ...(summed && operation !== 'count' ? { field: summed.name } : {}),
            filters: Object.freeze(readFilters(element, child, report))
        }),
        nameField: false,
        trackHistory: flagOf(element, 'trackHistory'),
        can: Object.freeze({ create: false, update: false, ...queryRights(type, undefined, true) })
    });
};

/** Turns the roll-up summaries of all objects into fields; those over other roll-ups come after them, whatever the order of the files. */
export const resolveRollups = (drafts: Drafts, report: Report): void => {
    const depth = (draft: ObjectDraft, seen: readonly ObjectDraft[] = []): number => {
        const master = [...draft.fields.values()].find((field) => field.type === 'masterDetail');
        const parent = master && drafts.get(master.referenceTo[0] ?? '');
        return parent && !seen.includes(parent) ? 1 + depth(parent, [...seen, draft]) : 0;
    };
    const order = [...drafts.values()]
        .filter((draft) => draft.rollups.length > 0)
        .sort((left, right) => depth(right) - depth(left));
    for (const draft of order) {
        draft.rollups.forEach((element, index) => {
            if (index >= MAX_ROLLUPS)
                report.add(
                    element,
                    `You have reached the maximum number of ${MAX_ROLLUPS} roll-up summary fields on ${draft.name}`
                );
            const field = readRollup(element, draft, drafts, report);
            if (field) draft.fields.set(field.name, field);
        });
    }
};
