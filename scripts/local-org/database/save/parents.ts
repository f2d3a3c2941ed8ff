import { SObject } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef, Scalar } from '../../model/index.ts';
import { computeRollups, emptyRollup, rollupGroups, withMore } from '../storage/rollups.ts';
import type { RollupGroup } from '../storage/rollups.ts';
import type { StorageGeneration } from '../storage/types.ts';
import { toSql } from '../storage/values.ts';
import { saveRelated } from './related.ts';
import type { Row, Work } from './row.ts';
import { lineItemTotals } from './standard/index.ts';

/** A child that came, went, moved or changed, and the row of the statement that is to blame. */
export interface ChildChange {
    readonly row: Row;
    readonly before: SObject | undefined;
    readonly after: SObject | undefined;
    /** Undefined where the child came or went. */
    readonly changed: readonly FieldDef[] | undefined;
}

const GROUPS = Symbol('roll-up groups');

const groupsOf = (generation: StorageGeneration, child: ObjectDef): readonly RollupGroup[] => {
    let known = generation.cells.get(GROUPS) as readonly RollupGroup[] | undefined;
    if (!known) generation.cells.set(GROUPS, (known = rollupGroups(generation, generation.schema)));
    return known.filter((group) => group.child === child);
};

/** Does any parent of this object compute something from it? */
export const hasParentsToSave = (generation: StorageGeneration, child: ObjectDef): boolean =>
    child.name === 'OpportunityLineItem' || groupsOf(generation, child).length > 0;

/** Parents that the changes touch → the rows that touch them. */
const touched = (changes: readonly ChildChange[], via: FieldDef, watched?: ReadonlySet<FieldDef>): Map<Id, Row[]> => {
    const parents = new Map<Id, Row[]>();
    for (const { row, before, after, changed } of changes) {
        if (changed && watched && !changed.some((field) => watched.has(field))) continue;
        for (const id of new Set([before?.get(via), after?.get(via)])) {
            if (typeof id !== 'string') continue;
            const rows = parents.get(id);
            if (rows) rows.push(row);
            else parents.set(id, [row]);
        }
    }
    return parents;
};

/** Saves computed values through the parent's own pipeline: its triggers and rules run, and its failure fails the children. */
const saveParents = (
    work: Work,
    parent: ObjectDef,
    values: ReadonlyMap<Id, ReadonlyMap<FieldDef, Scalar>>,
    blame: ReadonlyMap<Id, Row[]>
): void => {
    const stored = work.storage.rows(parent, [...values.keys()]);
    const inputs: SObject[] = [];
    for (const [id, fields] of values) {
        const record = stored.get(id);
        const differs =
            record &&
            [...fields].some(([field, value]) => toSql(field, value) !== toSql(field, record.get(field) ?? null));
        if (!differs) continue;
        const input = new SObject(parent);
        input.id = id;
        for (const [field, value] of fields) input.set(field, value);
        inputs.push(input);
    }
    saveRelated(work, 'update', parent, inputs, (input) => blame.get(input.id as Id) ?? []);
};

type Values = Map<Id, Map<FieldDef, Scalar>>;

const computedAnew = (generation: StorageGeneration, group: RollupGroup, parents: readonly Id[]): Values => {
    const computed = computeRollups(generation, group, parents);
    return new Map(
        parents.map((id) => {
            const found = computed.get(id);
            const valueOf = (field: FieldDef, index: number): Scalar =>
                found ? (found[index] ?? null) : emptyRollup(field);
            return [id, new Map(group.fields.map((field, index) => [field, valueOf(field, index)]))];
        })
    );
};

/** What the parents hold, and the new children on top: a parent with many children is not counted from the start for each chunk. */
const withNewChildren = (work: Work, group: RollupGroup, parents: readonly Id[], children: readonly Id[]): Values => {
    const more = computeRollups(work.storage.generation, group, parents, children);
    const stored = work.storage.rows(group.parent, parents);
    return new Map(
        parents.flatMap((id) => {
            const [record, added] = [stored.get(id), more.get(id)];
            if (!record || !added) return [];
            const values = group.fields.map(
                (field, index) => [field, withMore(field, record.get(field) ?? null, added[index] ?? null)] as const
            );
            return [[id, new Map(values)] as const];
        })
    );
};

/**
 * Roll-ups and totals of the parents of what changed, once for each parent in a chunk.
 * @param onlyNew the changes are all new children, and nothing else was written to their object since
 */
export const updateParents = (work: Work, child: ObjectDef, changes: readonly ChildChange[], onlyNew = false): void => {
    const { generation } = work.storage;
    for (const group of groupsOf(generation, child)) {
        const blame = touched(changes, group.via, group.watched);
        if (blame.size === 0) continue;
        const parents = [...blame.keys()];
        const values =
            onlyNew && !generation.schema.currencies
                ? withNewChildren(
                      work,
                      group,
                      parents,
                      changes.map(({ row }) => row.id as Id)
                  )
                : computedAnew(generation, group, parents);
        saveParents(work, group.parent, values, blame);
    }
    const opportunity = child.name === 'OpportunityLineItem' ? generation.schema.object('Opportunity') : undefined;
    const via = child.field('OpportunityId');
    if (!opportunity || !via) return;
    const blame = touched(changes, via);
    const totals = lineItemTotals(work, child, [...blame.keys()]);
    const values = new Map<Id, Map<FieldDef, Scalar>>();
    for (const [id, fields] of totals) {
        const known = [...fields].map(([name, value]) => [opportunity.field(name), value] as const);
        values.set(id, new Map(known.filter((pair): pair is [FieldDef, Scalar] => pair[0] !== undefined)));
    }
    saveParents(work, opportunity, values, blame);
};
