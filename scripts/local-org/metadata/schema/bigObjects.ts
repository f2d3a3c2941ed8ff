/** Custom big objects: stored apart from other records, found by their index and nothing else. */
import { fold, type FieldDef, type IndexedField } from '../../model/index.ts';
import type { Report } from '../problems.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../xml/document.ts';
import type { ObjectDraft } from './drafts.ts';

/** Source: Big Objects Implementation Guide, "Define and Deploy Custom Big Objects". */
const FIELD_TYPES: ReadonlySet<string> = new Set([
    'DateTime',
    'Email',
    'LongTextArea',
    'Lookup',
    'Number',
    'Phone',
    'Text',
    'Url'
]);
const NOT_INDEXED: ReadonlySet<string> = new Set(['longText', 'url']);
const MOST_FIELDS = 5;
const MOST_CHARACTERS = 100;

/** The fields of the one index, each there, required and of a type that an index takes; together not too long. */
const checkIndex = (index: XmlElement, draft: ObjectDraft, report: Report): void => {
    requireElements(index, ['label', 'fields'], report);
    const entries = childrenOf(index, 'fields');
    if (entries.length > MOST_FIELDS)
        report.add(index, `Invalid index: an index can have at most ${MOST_FIELDS} fields (${draft.name})`);
    let characters = 0;
    for (const entry of entries) {
        if (!requireElements(entry, ['name', 'sortDirection'], report)) continue;
        const name = textOf(entry, 'name') ?? '';
        const field = draft.fields.get(name);
        const place = childOf(entry, 'name') ?? entry;
        if (!field?.custom) report.add(place, `Invalid index: no CustomField named ${draft.name}.${name} found`);
        else if (!field.required) report.add(place, `Invalid index: ${draft.name}.${name} must be required`);
        else if (NOT_INDEXED.has(field.type))
            report.add(place, `Invalid index: a field of this type cannot be part of it: ${draft.name}.${name}`);
        else if (field.type === 'text') characters += field.length ?? 0;
    }
    if (characters > MOST_CHARACTERS)
        report.add(
            index,
            `Invalid index: its text fields have ${characters} characters together, at most ${MOST_CHARACTERS} are allowed (${draft.name})`
        );
};

/** Refuses what a big object cannot have, and one without an index. */
export const checkBigObject = (draft: ObjectDraft, report: Report): void => {
    const { source } = draft;
    for (const element of source.parts('fields')) {
        const type = childOf(element, 'type');
        if (type && !FIELD_TYPES.has(type.text))
            report.add(
                type,
                `Cannot have a field of type ${type.text} on a big object: ${draft.name}.${textOf(element, 'fullName') ?? ''}`
            );
    }
    const [index, second] = source.parts('indexes');
    if (!index) report.add(source.own ?? source.anyFile, `A big object must have an index: ${draft.name}`);
    else checkIndex(index, draft, report);
    if (second) report.add(second, `A big object can have one index only: ${draft.name}`);
};

/** The fields of a big object's index, in their order. */
export const indexOf = ({ source, fields }: ObjectDraft): readonly IndexedField[] =>
    Object.freeze(
        source
            .parts('indexes')
            .flatMap((index) => childrenOf(index, 'fields'))
            .flatMap((entry): IndexedField[] => {
                const field: FieldDef | undefined = fields.get(textOf(entry, 'name') ?? '');
                return field
                    ? [{ field: field.name, descending: fold(textOf(entry, 'sortDirection') ?? '') === 'desc' }]
                    : [];
            })
    );
