/** What resolvers share: the request's transaction, and rows that were read together. */
import type { FieldNode } from 'graphql';
import type { Id, ObjectDef, SObject } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import type { Display } from '../ui/display.ts';
import type { Call } from '../types.ts';

export interface Context {
    readonly call: Call;
    readonly tx: Transaction;
    readonly display: Display;
}

/** The children of all rows of a set by one relationship. */
export interface ChildRows {
    readonly byParent: ReadonlyMap<Id, readonly SObject[]>;
    /** Those of the page that was asked for. */
    readonly set: RowSet;
}

/** Rows of one connection: what is asked of the children of one is read for all of them at once. */
export class RowSet {
    readonly object: ObjectDef;
    readonly rows: readonly SObject[];
    private readonly children = new Map<FieldNode, ChildRows>();
    private readonly counts = new Map<FieldNode, ReadonlyMap<Id, number>>();
    private readonly parents = new Map<string, RowSet>();

    constructor(object: ObjectDef, rows: readonly SObject[]) {
        this.object = object;
        this.rows = rows;
    }
    get ids(): Id[] {
        return [...new Set(this.rows.flatMap((row) => row.id ?? []))];
    }
    /** The parents of all rows by one relationship, as far as they are of one object. */
    parentsBy(relationship: string, object: ObjectDef): RowSet {
        const key = `${relationship} ${object.name}`;
        let known = this.parents.get(key);
        if (!known) {
            const rows = this.rows.flatMap((row) => row.parent(relationship) ?? []);
            this.parents.set(
                key,
                (known = new RowSet(
                    object,
                    rows.filter((row) => row.type.name === object.name)
                ))
            );
        }
        return known;
    }
    childrenOf(node: FieldNode, read: () => ChildRows): ChildRows {
        return remembered(this.children, node, read);
    }
    countsOf(node: FieldNode, read: () => ReadonlyMap<Id, number>): ReadonlyMap<Id, number> {
        return remembered(this.counts, node, read);
    }
}
const remembered = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
    const known = map.get(key);
    if (known !== undefined) return known;
    const made = make();
    map.set(key, made);
    return made;
};

/** A record as a source of resolvers. */
export interface NodeSource {
    readonly row: SObject;
    readonly set: RowSet;
}
