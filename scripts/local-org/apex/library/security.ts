import { SObject, type FieldDef, type ObjectDef, type QueriedShape } from '../../model/index.ts';
import { ApexList, execution, type ApexMap, ApexSet } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { enumName, mapOf, need, raise, setOf, typeOf } from './support.ts';

type Access = 'CREATABLE' | 'READABLE' | 'UPDATABLE' | 'UPSERTABLE';

/** `SObjectAccessDecision`. */
class Decision {
    readonly records: ApexList;
    readonly removed: ReadonlyMap<string, ReadonlySet<string>>;
    readonly modified: readonly number[];
    constructor(records: ApexList, removed: ReadonlyMap<string, ReadonlySet<string>>, modified: readonly number[]) {
        this.records = records;
        this.removed = removed;
        this.modified = modified;
    }
}

const ALWAYS = new Set(['id']);
const mayField = (field: FieldDef, access: Access): boolean => {
    if (ALWAYS.has(field.name.toLowerCase())) return true;
    const rights = execution().tx.user.access.field(field);
    if (access === 'READABLE') return rights.read;
    if (access === 'CREATABLE') return rights.edit && field.can.create;
    if (access === 'UPDATABLE') return rights.edit && field.can.update;
    return rights.edit && (field.can.create || field.can.update);
};
const mayObject = (record: SObject, access: Access): boolean => {
    const rights = execution().tx.user.access.object(record.type);
    if (access === 'READABLE') return rights.read;
    if (access === 'CREATABLE') return rights.create;
    return access === 'UPDATABLE' ? rights.edit : rights.create && rights.edit;
};

/** Copies records without what the user may not reach; parents and children too. */
class Stripper {
    readonly removed = new Map<string, Set<string>>();
    readonly access: Access;
    private readonly shapes: Map<QueriedShape, QueriedShape>;
    /** @param shapes what was queried → what is left of it, for all records of one call */
    constructor(access: Access, shapes: Map<QueriedShape, QueriedShape>) {
        this.access = access;
        this.shapes = shapes;
    }
    strip(record: SObject): SObject {
        const copy = new SObject(record.type, record.queried && this.reachable(record.type, record.queried));
        for (const [field, value] of record.populated()) {
            if (mayField(field, this.access)) copy.set(field, value);
            else this.note(record, field.name);
        }
        for (const [name, parent] of record.parents) {
            const lookup = record.type.parent(name);
            if (lookup && !mayField(lookup, this.access)) this.note(record, lookup.name);
            else copy.setParent(name, parent && this.strip(parent));
        }
        for (const [name, children] of record.childRecords) {
            if (children[0] && !mayObject(children[0], this.access)) this.note(record, name);
            else
                copy.setChildren(
                    name,
                    children.map((child) => this.strip(child))
                );
        }
        return copy;
    }
    /** What was queried, without the fields that are taken away: reading one of those is an error, not null. */
    private reachable(object: ObjectDef, queried: QueriedShape): QueriedShape {
        const known = this.shapes.get(queried);
        if (known) return known;
        const fields = [...queried.fields].filter((name) => {
            const field = object.field(name);
            return !field || mayField(field, this.access);
        });
        const left = { ...queried, fields: new Set(fields) };
        this.shapes.set(queried, left);
        return left;
    }
    private note(record: SObject, name: string): void {
        const names = this.removed.get(record.type.name) ?? new Set();
        this.removed.set(record.type.name, names.add(name));
    }
}
const count = (removed: ReadonlyMap<string, ReadonlySet<string>>): number =>
    [...removed.values()].reduce((sum, names) => sum + names.size, 0);

/** @throws NoAccessException where the user has no access to the object itself */
const stripInaccessible = (accessType: unknown, source: ApexList, enforceRoot = true): Decision => {
    const access = enumName(accessType) as Access;
    const removed = new Map<string, Set<string>>();
    const modified: number[] = [];
    const shapes = new Map<QueriedShape, QueriedShape>();
    const records = need(source).items.map((item, index) => {
        const record = need(item);
        if (!(record instanceof SObject))
            return raise('System.SObjectException', 'AggregateResult SObject types are not supported');
        if (enforceRoot && !mayObject(record, access)) {
            raise('System.NoAccessException', `No access to entity: ${record.type.name}`);
        }
        const stripper = new Stripper(access, shapes);
        const copy = stripper.strip(record);
        if (count(stripper.removed) > 0) modified.push(index);
        for (const [object, names] of stripper.removed) {
            removed.set(object, new Set([...(removed.get(object) ?? []), ...names]));
        }
        return copy;
    });
    return new Decision(new ApexList(source.element, records), removed, modified);
};

const security: LibraryType = {
    name: 'System.Security',
    kind: 'class',
    members: {
        'static SObjectAccessDecision stripInaccessible(AccessType access, List<SObject> records)': (
            access: unknown,
            records: ApexList
        ) => stripInaccessible(access, records),
        'static SObjectAccessDecision stripInaccessible(AccessType access, List<SObject> records, Boolean enforceRootObjectCRUD)':
            (access: unknown, records: ApexList, enforceRoot: boolean) =>
                stripInaccessible(access, records, need(enforceRoot))
    }
};
const decision: LibraryType = {
    name: 'System.SObjectAccessDecision',
    kind: 'class',
    is: (value) => value instanceof Decision,
    members: {
        'List<SObject> getRecords()': (self: Decision) => self.records,
        'Map<String, Set<String>> getRemovedFields()': (self: Decision): ApexMap =>
            mapOf(
                'String',
                'Set<String>',
                [...self.removed].map(([object, names]) => [object, new ApexSet(typeOf('String'), names)] as const)
            ),
        'Set<Integer> getModifiedIndexes()': (self: Decision) => setOf('Integer', self.modified)
    }
};

/** Security.stripInaccessible. Source: Apex Developer Guide, "Enforce Security with the stripInaccessible Method". */
export const securityTypes: readonly LibraryType[] = [security, decision];
