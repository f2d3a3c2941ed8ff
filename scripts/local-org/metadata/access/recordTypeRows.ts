/** What profiles and permission sets say of record types, and profiles of the layouts that their users see. */
import { fold, urlDecoded, type Schema } from '../../model/index.ts';
import { FoldedMap } from '../folded.ts';
import type { Report } from '../problems.ts';
import type { LayoutAssignment, RecordTypeGrant } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, flagOf, textOf, type XmlElement } from '../xml/document.ts';

/** `Account.Business` → whether there is such a record type. */
const isRecordType = (schema: Schema, name: string): boolean => {
    const [object = '', type = ''] = name.split('.');
    return schema.object(object)?.recordTypes.some(({ developerName }) => fold(developerName) === fold(type)) ?? false;
};

/**
 * Record types that users may give to records, and the one that new records get. Source: Metadata API Developer Guide, Profile and
 * PermissionSet, `recordTypeVisibilities`.
 */
export const readRecordTypeRows = (
    root: XmlElement,
    into: FoldedMap<RecordTypeGrant>,
    schema: Schema,
    report: Report
): void => {
    for (const row of childrenOf(root, 'recordTypeVisibilities')) {
        if (!requireElements(row, ['recordType', 'visible'], report)) continue;
        const name = textOf(row, 'recordType') ?? '';
        const visible = flagOf(row, 'visible');
        const preset = flagOf(row, 'default');
        if (!isRecordType(schema, name)) report.add(row, `In field: recordType - no RecordType named ${name} found`);
        else if (preset && !visible) report.add(row, `The default record type must be visible: ${name}`);
        else into.set(name, { visible, default: preset });
    }
};

/**
 * Layouts by record type. A standard object's layouts that the project does not hold are the platform's, for which the local org has one
 * of its own: rows that name them say nothing.
 */
export const readLayoutRows = (
    root: XmlElement,
    layouts: ReadonlySet<string>,
    schema: Schema,
    report: Report
): LayoutAssignment[] =>
    childrenOf(root, 'layoutAssignments').flatMap((row): LayoutAssignment[] => {
        if (!requireElements(row, ['layout'], report)) return [];
        const layout = urlDecoded(textOf(row, 'layout') ?? '');
        const object = schema.object(layout.split('-')[0] ?? '');
        const recordType = textOf(row, 'recordType');
        if (!layouts.has(layout)) {
            if (object?.kind === 'custom')
                report.add(childOf(row, 'layout') ?? row, `In field: layout - no Layout named ${layout} found`);
            return [];
        }
        if (recordType !== undefined && !isRecordType(schema, recordType)) {
            report.add(row, `In field: recordType - no RecordType named ${recordType} found`);
            return [];
        }
        return [{ layout, ...(recordType === undefined ? {} : { recordType }) }];
    });
