/** What a trigger may be declared on, and for. */
import type { ObjectDef } from '../../model/index.ts';
import type { TriggerNode } from './ast.ts';
import { fault } from './typed.ts';

/**
 * Events that a trigger cannot have, or not on its object; change events are of no object that the schema has. Source: Apex Developer Guide, "Trigger Syntax".
 * @throws CompileFault
 */
export const checkTrigger = ({ events, object: name, objectAt }: TriggerNode, object: ObjectDef | undefined): void => {
    if (events.includes('before undelete')) fault('Trigger Usage Before Undelete is not supported', objectAt);
    const twice = events.find((event, index) => events.indexOf(event) < index);
    if (twice !== undefined) fault(`Duplicate Trigger Usage: ${twice}`, objectAt);
    if (object?.kind === 'customMetadata' || object?.kind === 'customSetting')
        fault(`SObject type does not allow triggers: ${name}`, objectAt);
    const isEvent = object === undefined || object.kind === 'platformEvent';
    if (isEvent && events.some((event) => event !== 'after insert'))
        fault(`Platform Event SObjects only supports after insert: ${name}`, objectAt);
};
