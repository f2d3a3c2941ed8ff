import { fold, type ObjectDef, type Schema } from '../../model/index.ts';
import { fieldsGrantedBy } from '../access/governed.ts';
import { documentsOf } from '../documents.ts';
import type { Report } from '../problems.ts';
import type { ComponentSource, LayoutDef, LayoutItemDef } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, flagOf, textOf, type XmlElement } from '../xml/document.ts';
import { columnPath } from './fieldNames.ts';

/** Related lists that are no look-up of the project's → relation name. Source: Metadata API Developer Guide, Layout `relatedList`. */
const STANDARD_LISTS: Readonly<Record<string, string>> = {
    RelatedActivityList: 'OpenActivities',
    RelatedHistoryList: 'ActivityHistories',
    RelatedEntityHistoryList: 'Histories',
    RelatedNoteList: 'CombinedAttachments',
    RelatedContentNoteList: 'ContentNotes',
    RelatedFileList: 'AttachedContentDocuments',
    RelatedContactList: 'Contacts',
    RelatedOpportunityList: 'Opportunities',
    RelatedLineItemList: 'OpportunityLineItems',
    RelatedContactRoleList: 'OpportunityContactRoles',
    RelatedCaseList: 'Cases',
    RelatedAttachmentList: 'Attachments',
    RelatedCampaignList: 'CampaignMembers',
    RelatedOpportunityHistoryList: 'OpportunityHistories',
    RelatedCommentsList: 'CaseComments',
    RelatedCompetitorList: 'OpportunityCompetitors'
};
/** Other related lists of the platform, of which the local org has nothing to show. Same source. */
const LISTS_WITHOUT_ROWS =
    /^Related(ProcessHistory|Partner|EmailStatus|Solution|Feedback|ActivityAttachment|Knowledge|Topic|Approval|Asset|Contract|Order|Quote|Territory|HtmlEmailStatus|ChangeRequest|Incident|Problem|EntitySubscription|Entitlement|Milestone)\w*List$|^RelatedFeedback$/;
/** What the platform shows of a custom metadata record on its page and what is no field of it. */
const FACTS_OF_METADATA: ReadonlySet<string> = new Set(['CreatedById', 'LastModifiedById', 'IsProtected']);
/** Quick actions that every org has. Source: Metadata API Developer Guide, "QuickAction"; Salesforce Help, "Default Actions". */
const PLATFORM_ACTIONS =
    /^(FeedItem\.(\w+Post|MobileSmartActions)|Task\.(Defer|EditDescription|UpdatePriority|UpdateStatus|Complete)|Event\.EditDescription|Case\.(SendEmail|LogACall|ChangeStatus))$/;

const readItem = (element: XmlElement, object: ObjectDef, seen: Set<string>, report: Report): LayoutItemDef[] => {
    for (const kind of [
        'analyticsCloudComponent',
        'canvas',
        'component',
        'customLink',
        'page',
        'reportChartComponent',
        'scontrol'
    ]) {
        const other = childOf(element, kind);
        if (other) report.add(other, `not supported by the local org: ${kind} on a page layout`);
    }
    const name = textOf(element, 'field');
    if (name === undefined) return [];
    const place = childOf(element, 'field') ?? element;
    const fields = fieldsGrantedBy(name, object);
    const behavior = (textOf(element, 'behavior') ?? 'Edit') as LayoutItemDef['behavior'];
    if (fields.length === 0 && object.kind === 'customMetadata' && FACTS_OF_METADATA.has(name)) return [];
    if (fields.length === 0) {
        report.add(place, `Invalid field:${name} in related list or layout of ${object.name}: no such field`);
        return [];
    }
    if (seen.has(fold(name))) report.add(place, `Duplicate layout item: ${name}`);
    seen.add(fold(name));
    if (
        behavior !== 'Readonly' &&
        object.kind !== 'customMetadata' &&
        fields.every((field) => !field.can.create && !field.can.update) &&
        fields[0]?.nameField !== true
    )
        report.add(element, `Field:${name} must be Readonly`);
    const [only] = fields;
    return [Object.freeze({ field: fields.length === 1 && only ? only.name : name, behavior })];
};

const readRelated = (
    element: XmlElement,
    object: ObjectDef,
    schema: Schema,
    report: Report
): LayoutDef['relatedLists'][number] | undefined => {
    const list = textOf(element, 'relatedList') ?? '';
    const [childName = '', fieldName = ''] = list.split('.');
    const child = schema.object(childName);
    const via = child?.field(fieldName);
    const relation = via?.referenceTo.some((target) => fold(target) === fold(object.name))
        ? via.relationshipName
        : STANDARD_LISTS[list];
    if (relation === undefined) {
        const known = LISTS_WITHOUT_ROWS.test(list);
        report.add(
            childOf(element, 'relatedList') ?? element,
            known ? `not supported by the local org: the related list ${list}` : `Cannot find related list:${list}`
        );
        return undefined;
    }
    const listed = schema.object(object.child(relation)?.child ?? '');
    const columnOf = (place: XmlElement): string => {
        const path = listed ? columnPath(place.text, listed, schema) : place.text;
        if (path === undefined) report.add(place, `Invalid field:${place.text} in related list:${list}`);
        return path ?? place.text;
    };
    const sort = childOf(element, 'sortField');
    return Object.freeze({
        relation,
        fields: Object.freeze(childrenOf(element, 'fields').map(columnOf)),
        ...(sort ? { sortField: columnOf(sort) } : {}),
        sortDescending: textOf(element, 'sortOrder') === 'Desc'
    });
};

const readActions = (root: XmlElement, quickActions: ReadonlySet<string>, report: Report): string[] => {
    const list = childOf(root, 'platformActionList');
    const items = list ? childrenOf(list, 'platformActionListItems') : [];
    return items
        .sort((left, right) => Number(textOf(left, 'sortOrder')) - Number(textOf(right, 'sortOrder')))
        .map((item) => {
            const name = textOf(item, 'actionName') ?? '';
            const isKnown = !name.includes('.') || quickActions.has(name) || PLATFORM_ACTIONS.test(name);
            if (textOf(item, 'actionType') === 'QuickAction' && !isKnown)
                report.add(item, `In field: QuickAction - no QuickAction named ${name} found`);
            return name;
        });
};

/** A layout must show what a new record needs. Wording: deploy error of the platform. */
const checkRequired = (root: XmlElement, object: ObjectDef, seen: ReadonlySet<string>, report: Report): void => {
    if (object.kind !== 'custom') return;
    for (const field of object.fields)
        if (field.required && field.can.create && !seen.has(fold(field.name)))
            report.add(root, `Layout must contain an item for required layout field: ${field.name}`);
};

/** Page layouts; `name` is the full name, `Handoff__c-Handoff Layout`. */
export const readLayouts = (
    components: readonly ComponentSource[],
    schema: Schema,
    quickActions: ReadonlySet<string>,
    report: Report
): LayoutDef[] =>
    documentsOf(components, 'Layout', report).flatMap(({ root, name }): LayoutDef[] => {
        const object = schema.object(name.split('-')[0] ?? '');
        if (!object) {
            report.add(root, `Parent entity failed to deploy: no CustomObject for the layout ${name}`);
            return [];
        }
        const seen = new Set<string>();
        const sections = childrenOf(root, 'layoutSections')
            .filter((section) => textOf(section, 'style') !== 'CustomLinks')
            .map((section) =>
                Object.freeze({
                    label: textOf(section, 'label') ?? '',
                    showLabel: flagOf(section, 'detailHeading'),
                    columns: Object.freeze(
                        childrenOf(section, 'layoutColumns').map((column) =>
                            Object.freeze(
                                childrenOf(column, 'layoutItems').flatMap((item) =>
                                    readItem(item, object, seen, report)
                                )
                            )
                        )
                    )
                })
            );
        for (const section of childrenOf(root, 'layoutSections')) requireElements(section, ['style'], report);
        checkRequired(root, object, seen, report);
        return [
            Object.freeze({
                object: object.name,
                name,
                sections: Object.freeze(sections),
                relatedLists: Object.freeze(
                    childrenOf(root, 'relatedLists')
                        .map((element) => readRelated(element, object, schema, report))
                        .filter((list) => list !== undefined)
                ),
                actions: Object.freeze(readActions(root, quickActions, report))
            })
        ];
    });
