import type { FieldDef, PicklistDef, PicklistValueDef } from '../../model/index.ts';
import { childrenOf, textOf, type XmlElement } from '../xml/document.ts';
import type { ObjectDraft } from './drafts.ts';
import { systemField } from './systemFields.ts';

const picklistOf = (values: readonly (readonly [string, string])[]): PicklistDef =>
    Object.freeze({
        restricted: true,
        values: Object.freeze(
            values.map(([value, label]): PicklistValueDef =>
                Object.freeze({ value, label, active: true, isDefault: false, facts: Object.freeze({}) })
            )
        )
    });

/** `Handoff__c` → `Handoff__Share`. */
export const shareNameOf = (object: string): string => object.replace(/__c$/i, '__Share');

/**
 * The share object of a custom object whose records are not public to write. Source: Object Reference, "StandardObjectNameShare";
 * Apex Developer Guide, "Sharing a Record Using Apex": a reason `Seller__c` is a RowCause.
 */
export const shareFields = (draft: ObjectDraft): FieldDef[] => {
    const name = shareNameOf(draft.name);
    const reasons = draft.source.parts('sharingReasons').map((element: XmlElement): readonly [string, string] => {
        const reason = textOf(element, 'fullName') ?? '';
        return [reason, textOf(element, 'label') ?? reason];
    });
    const causes = picklistOf([
        ['Owner', 'Owner'],
        ['Manual', 'Manual Sharing'],
        ['Rule', 'Sharing Rule'],
        ['ImplicitChild', 'Account Sharing'],
        ['ImplicitParent', 'Associated record owner or sharing'],
        ...reasons
    ]);
    const levels = picklistOf([
        ['Read', 'Read Only'],
        ['Edit', 'Read/Write'],
        ['All', 'Owner']
    ]);
    return [
        systemField(name, 'Id', 'Record ID', 'id'),
        systemField(name, 'ParentId', 'Parent ID', 'lookup', {
            access: 'create',
            required: true,
            referenceTo: Object.freeze([draft.name]),
            relationshipName: 'Shares',
            onDelete: 'cascade'
        }),
        systemField(name, 'UserOrGroupId', 'User/Group ID', 'lookup', {
            access: 'create',
            required: true,
            referenceTo: Object.freeze(['Group', 'User']),
            onDelete: 'cascade'
        }),
        systemField(name, 'AccessLevel', 'Access Level', 'picklist', {
            access: 'all',
            required: true,
            length: 40,
            picklist: levels
        }),
        systemField(name, 'RowCause', 'Row Cause', 'picklist', { access: 'create', length: 40, picklist: causes }),
        systemField(name, 'LastModifiedDate', 'Last Modified Date', 'datetime'),
        systemField(name, 'LastModifiedById', 'Last Modified By ID', 'lookup', {
            referenceTo: Object.freeze(['User'])
        }),
        systemField(name, 'IsDeleted', 'Deleted', 'boolean')
    ];
};

/** Elements of a base object's file that say it has a share object of its own. */
export const standardShareOf = (draft: ObjectDraft): string | undefined => {
    const base = draft.source.base;
    return base && childrenOf(base, 'shareObject')[0]?.text;
};
