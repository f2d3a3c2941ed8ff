/** AggregateResult: a row of a query with `GROUP BY` or functions. It is an SObject to the language and no record of any object. */
import { AggregateRow, SObjectTypeToken } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { bareObject } from './bareObjects.ts';
import { mapOf, need, raise } from './support.ts';

/** What describes AggregateResult: an object without fields, of which there are no records. */
const AGGREGATE_OBJECT = bareObject('AggregateResult', 'Aggregate Result', 'standard', []);
const aggregateType = (): SObjectTypeToken => SObjectTypeToken.of(AGGREGATE_OBJECT);

export const aggregateResult: LibraryType = {
    name: 'System.AggregateResult',
    extends: 'System.SObject',
    kind: 'class',
    is: (value) => value instanceof AggregateRow,
    members: {
        'new()': () => new AggregateRow(new Map()),
        'static Schema.SObjectType SObjectType': aggregateType,
        'Schema.SObjectType getSObjectType()': aggregateType,
        'Object get(String alias)': (self: AggregateRow, alias: string) => {
            const value = self.get(need(alias));
            return value === undefined
                ? raise('System.SObjectException', `Invalid field ${alias} for AggregateResult`)
                : value;
        },
        'Object put(String alias, Object value)': () =>
            raise('System.SObjectException', 'Field is not writeable: AggregateResult'),
        'Map<String, Object> getPopulatedFieldsAsMap()': (self: AggregateRow) =>
            mapOf('String', 'Object', [...self.entries()])
    }
};

/** What is the same for records and for rows of this kind: it asks the value itself. */
const ALIKE = /^(Boolean equals|Integer hashCode|String toString)\(/;

/**
 * Members of SObject that are called on a variable of that type while the value is a row of an aggregate query:
 * the row's own member answers, and what only records can do is refused as for a field that no row has.
 * @param members of SObject, by signature
 * @throws SObjectException from members that need a record
 */
export const servingAggregates = (members: LibraryType['members']): LibraryType['members'] =>
    Object.fromEntries(
        Object.entries(members).map(([signature, member]) => [
            signature,
            ALIKE.test(signature) ? member : serving(signature, member)
        ])
    );
type Member = LibraryType['members'][string];
const serving = (signature: string, member: Member): Member => {
    const name = signature.replace(/^.*? (\w+)\(.*$/, '$1');
    const own = Object.entries(aggregateResult.members).find(
        ([other]) => other.replace(/\(\w+ \w+/g, '(') === signature.replace(/\(\w+ \w+/g, '(')
    )?.[1];
    return function (this: unknown, self: unknown, ...given: unknown[]): unknown {
        if (!(self instanceof AggregateRow)) return Reflect.apply(member, this, [self, ...given]);
        return own
            ? Reflect.apply(own, this, [self, ...given])
            : raise('System.SObjectException', `${name} is not supported for AggregateResult`);
    };
};
