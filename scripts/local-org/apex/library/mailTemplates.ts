/** Merging the fields of records into the texts of e-mail templates. */
import { fold, NotSupported, xmlValue, type FieldDef, type ObjectDef, type SObject } from '../../model/index.ts';
import { execution } from '../runtime/index.ts';
import { orgUrl } from './domains.ts';
import { formulaText } from './mailFormulas.ts';
import { quietQuery } from './quietQuery.ts';
import { textOf } from './support.ts';

/** Whom a message goes to (contact, lead or user), and what it is about. */
export interface MailRecords {
    readonly who: string | null;
    readonly what: string | null;
}
/** A template's texts. */
export interface MailTexts {
    readonly subject: string | null;
    readonly text: string | null;
    readonly html: string | null;
}

/** The object of a record. */
export const objectOf = (id: string): ObjectDef | undefined => execution().schema.objectOf(id);

const isPerson = (object: string): boolean => ['contact', 'lead', 'user'].includes(fold(object));

/** What a field shows: a lookup the name of its record, numbers and dates as the user's locale writes them. */
const fieldText = (object: ObjectDef, field: FieldDef, path: string, id: string): string => {
    const isFormatted = ['number', 'integer', 'percent', 'currency', 'date', 'datetime'].includes(field.type);
    const selected = isFormatted ? `FORMAT(${path}) merged` : path;
    const row = quietQuery(`SELECT ${selected} FROM ${object.name} WHERE Id = '${id}'`)[0];
    if (!row) return '';
    if (isFormatted) return textOrEmpty(row.get('merged'));
    const relations = path.split('.');
    const last = relations.pop() ?? '';
    let record: SObject | undefined = row;
    for (const relation of relations) record = record?.parent(relation) ?? undefined;
    return textOrEmpty(record?.get(last));
};
const textOrEmpty = (value: unknown): string => (value === null || value === undefined ? '' : textOf(value));

/** A merge field's path as SOQL has it: `Account` and `Handoff__c`, where they are lookups, mean the name of the record. */
const resolved = (object: ObjectDef, path: readonly string[]): { field: FieldDef; path: string } | undefined => {
    const [first = '', ...rest] = path;
    const field = object.field(first);
    const relation = object.parent(first) ? first : field?.custom ? first.replace(/__c$/i, '__r') : first;
    const lookup = object.parent(relation);
    const parent = lookup && execution().program.model.schema.object(lookup.referenceTo[0] ?? '');
    if (rest.length === 0 && (!lookup || !parent?.nameField)) return field && { field, path: field.name };
    if (!parent) return undefined;
    const below = resolved(parent, rest.length === 0 ? [parent.nameField?.name ?? 'Id'] : rest);
    return below && { field: below.field, path: `${relation}.${below.path}` };
};

const recordFor = (root: string, { who, what }: MailRecords): string | null => {
    const name = fold(root);
    const person = who === null ? undefined : objectOf(who)?.name;
    if (name === 'user' || name === 'sender' || name === 'sending_user') return execution().tx.user.userId;
    if (name === 'recipient') return who;
    if (name === 'receiving_user') return person === 'User' ? who : null;
    if (name === 'organization') return textOrEmpty(quietQuery('SELECT Id FROM Organization')[0]?.get('Id')) || null;
    if (isPerson(root)) return person !== undefined && fold(person) === name ? who : null;
    if (name === 'relatedto') return what;
    if (what !== null && fold(objectOf(what)?.name ?? '') === name) return what;
    if (name !== 'account' || person !== 'Contact') return null;
    // The account of the contact whom a message goes to.
    return textOrEmpty(quietQuery(`SELECT AccountId FROM Contact WHERE Id = '${who}'`)[0]?.get('AccountId')) || null;
};

const FIELD = /^\w+(?:\.\w+)+$/;
/** What a merge field stands for; nothing where there is no such record or field. */
const valueOf = (expression: string, records: MailRecords): string => {
    if (!FIELD.test(expression))
        return /^\w+$/.test(expression) ? '' : formulaText(expression, (root) => recordFor(root, records));
    const [root = '', ...path] = expression.split('.');
    const id = recordFor(root, records);
    const object = id === null ? undefined : objectOf(id);
    if (id === null || !object) return '';
    if (path.length === 1 && fold(path[0] ?? '') === 'link') return `${orgUrl()}/${id}`;
    const found = resolved(object, path);
    return found ? fieldText(object, found.field, found.path, id) : '';
};

/**
 * Puts the records' values in place of the merge fields `{!Contact.Name}` and, of Lightning templates, `{{{Recipient.Name}}}`.
 * Source: Salesforce Help, "Merge Fields for Email Templates"; SOAP API Developer Guide, "renderEmailTemplate()".
 * @param isHtml values are escaped
 */
export const merged = (text: string, records: MailRecords, isHtml = false): string =>
    text.replace(/\{!([^}]*)\}|\{\{\{([^}]*)\}\}\}/g, (_, classic?: string, lightning?: string) => {
        const value = valueOf((classic ?? lightning ?? '').trim(), records);
        return isHtml ? xmlValue(value) : value;
    });

/** All texts of a message, merged. */
export const mergedTexts = ({ subject, text, html }: MailTexts, records: MailRecords): MailTexts => ({
    subject: subject === null ? null : merged(subject, records),
    text: text === null ? null : merged(text, records),
    html: html === null ? null : merged(html, records, true)
});

/**
 * The texts of a stored template.
 * @returns undefined where there is none of this Id
 * @throws NotSupported for Visualforce templates
 */
export const storedTemplate = (id: string): MailTexts | undefined => {
    const row = quietQuery(`SELECT Subject, Body, HtmlValue, TemplateType FROM EmailTemplate WHERE Id = '${id}'`)[0];
    if (!row) return undefined;
    if (row.get('TemplateType') === 'visualforce') throw new NotSupported('Visualforce e-mail templates');
    const text = (name: string): string | null => textOrEmpty(row.get(name)) || null;
    return { subject: text('Subject'), text: text('Body'), html: text('HtmlValue') };
};
