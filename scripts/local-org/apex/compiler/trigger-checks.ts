/** What a trigger may be declared on, and for. */
import type { ObjectDef } from '../../model/index.ts';
import type { TriggerNode } from './ast.ts';
import { fault } from './typed.ts';

/**
 * Events that a trigger cannot have, or not on its object. Source: Apex Developer Guide, "Trigger Syntax".
 * @throws CompileFault
 */
export const checkTrigger = ({ events, objectAt }: TriggerNode, object: ObjectDef): void => {
    if (events.includes('before undelete')) fault('Trigger Usage Before Undelete is not supported', objectAt);
    const twice = events.find((event, index) => events.indexOf(event) < index);
    if (twice !== undefined) fault(`Duplicate Trigger Usage: ${twice}`, objectAt);
    if (object.kind === 'customMetadata' || object.kind === 'customSetting')
        fault(`SObject type does not allow triggers: ${object.name}`, objectAt);
    if (object.kind === 'platformEvent' && events.some((event) => event !== 'after insert'))
        fault(`Platform Event SObjects only supports after insert: ${object.name}`, objectAt);
};
