import { fold, type FieldDef } from '../../model/index.ts';
import type { FoldedMap } from '../folded.ts';
import type { Report } from '../problems.ts';
import { childOf } from '../xml/document.ts';
import type { ObjectDraft } from './drafts.ts';

export type Drafts = FoldedMap<ObjectDraft>;

/** Standard objects that cannot be the master of a custom object. Source: Salesforce Help, "Considerations for Object Relationships". */
const NO_MASTERS = new Set([
    'User',
    'Group',
    'Profile',
    'UserRole',
    'RecordType',
    'Organization',
    'Pricebook2',
    'PricebookEntry',
    'Task',
    'Event',
    'PermissionSet',
    'Product2'
]);
const MAX_DEPTH = 3;
const MAX_LOOKUPS = 40;

const mastersOf = (draft: ObjectDraft): FieldDef[] =>
    [...draft.fields.values()].filter((field) => field.type === 'masterDetail' && field.custom);

/** Levels of masters above an object. */
const depthOf = (draft: ObjectDraft, drafts: Drafts, seen: readonly string[] = []): number => {
    let depth = 0;
    for (const field of mastersOf(draft)) {
        const master = drafts.get(field.referenceTo[0] ?? '');
        if (!master || seen.includes(master.name)) continue;
        depth = Math.max(depth, 1 + depthOf(master, drafts, [...seen, draft.name]));
    }
    return depth;
};

const checkReference = (draft: ObjectDraft, field: FieldDef, drafts: Drafts, report: Report): void => {
    const place = draft.places.get(field.name) ?? draft.source.anyFile;
    const at = typeof place === 'string' ? place : (childOf(place, 'referenceTo') ?? place);
    for (const target of field.referenceTo) {
        const known = drafts.get(target);
        if (!known || known.kind === 'share')
            report.add(
                at,
                `field integrity exception: unknown (referenceTo value of '${target}' does not resolve to a valid sObject type) (${draft.name}.${field.name})`
            );
        else if (field.type === 'masterDetail' && field.custom && (NO_MASTERS.has(target) || known.readOnly))
            report.add(
                at,
                `field integrity exception: unknown (${target} cannot be the master of a master-detail relationship) (${draft.name}.${field.name})`
            );
    }
};

const checkMasters = (draft: ObjectDraft, drafts: Drafts, report: Report): void => {
    const masters = mastersOf(draft);
    const placeOf = (field: FieldDef) => draft.places.get(field.name) ?? draft.source.anyFile;
    const [, , third] = masters;
    if (third)
        report.add(
            placeOf(third),
            `You have reached the maximum number of 2 master-detail relationships on ${draft.name}`
        );
    masters.forEach((field, index) => {
        const same = masters
            .slice(0, index)
            .find((other) => fold(other.referenceTo[0] ?? '') === fold(field.referenceTo[0] ?? ''));
        if (same)
            report.add(
                placeOf(field),
                `You can't create a many-to-many self-relationship: ${draft.name}.${same.name} and ${draft.name}.${field.name} both have the master ${field.referenceTo[0] ?? ''}`
            );
        if (fold(field.referenceTo[0] ?? '') === fold(draft.name))
            report.add(
                placeOf(field),
                `field integrity exception: unknown (a master-detail relationship cannot relate ${draft.name} to itself)`
            );
    });
    const first = masters[0];
    if (first && depthOf(draft, drafts) > MAX_DEPTH)
        report.add(
            placeOf(first),
            `You have reached the maximum of ${MAX_DEPTH} levels of master-detail relationships: ${draft.name}`
        );
    if (masters.length > 1) {
        for (const other of drafts.values()) {
            const detail = mastersOf(other).find((field) => fold(field.referenceTo[0] ?? '') === fold(draft.name));
            if (detail)
                report.add(
                    other.places.get(detail.name) ?? other.source.anyFile,
                    `A junction object cannot be the master of another object: ${draft.name}`
                );
        }
    }
};

/** Two look-ups to one parent must not share the name of their related list. */
const checkNames = (drafts: Drafts, report: Report): void => {
    const seen = new Map<string, string>();
    for (const draft of drafts.values()) {
        for (const field of draft.fields.values()) {
            if (field.relationshipName === undefined) continue;
            for (const parent of field.referenceTo) {
                const key = fold(`${parent}.${field.relationshipName}`);
                const other = seen.get(key);
                const place = draft.places.get(field.name);
                if (other !== undefined && field.custom)
                    report.add(
                        place ?? draft.source.anyFile,
                        `The relationship name ${field.relationshipName.replace(/__r$/, '')} on ${parent} is already used by ${other}`
                    );
                seen.set(key, `${draft.name}.${field.name}`);
            }
        }
    }
};

/** Refuses relations that the platform refuses: unknown targets, forbidden masters, self-junctions, too many and too deep master-details. */
export const checkRelations = (drafts: Drafts, report: Report): void => {
    for (const draft of drafts.values()) {
        let lookups = 0;
        for (const field of draft.fields.values()) {
            if (field.referenceTo.length === 0) continue;
            checkReference(draft, field, drafts, report);
            const place = draft.places.get(field.name);
            if (field.custom && ++lookups > MAX_LOOKUPS)
                report.add(
                    place ?? draft.source.anyFile,
                    `You have reached the maximum number of ${MAX_LOOKUPS} relationship fields on ${draft.name}`
                );
        }
        checkMasters(draft, drafts, report);
        for (const rule of draft.rules)
            if (rule.field !== undefined && !draft.fields.has(rule.field)) {
                const place = draft.rulePlaces.get(rule.name);
                report.add(
                    (place && childOf(place, 'errorDisplayField')) ?? draft.source.anyFile,
                    `Invalid field: ${rule.field} on ${draft.name} (errorDisplayField of ${rule.name})`
                );
            }
        for (const field of draft.fields.values()) {
            const controller = field.picklist?.controllingField;
            if (controller !== undefined && !draft.fields.has(controller))
                report.add(
                    draft.places.get(field.name) ?? draft.source.anyFile,
                    `Invalid controlling field: ${draft.name}.${controller}`
                );
        }
    }
    checkNames(drafts, report);
};
