/** Trigger context variables. */
import { constantOf, TRIGGER_OPERATION } from '../library/enums.ts';
import { execution } from './execution.ts';

/** `Trigger.new`, `Trigger.isInsert` …; outside of a trigger `isExecuting` is false and the rest is null. */
export const triggerVariable = (name: string): unknown => {
    const frame = execution().trigger;
    if (name === 'isexecuting') return frame !== undefined;
    if (!frame) return name.startsWith('is') ? false : null;
    const [time, action] = frame.event.split(' ');
    switch (name) {
        case 'new':
            return frame.news;
        case 'old':
            return frame.olds;
        case 'newmap':
            return frame.newMap;
        case 'oldmap':
            return frame.oldMap;
        case 'size':
            return frame.size;
        case 'operationtype':
            return constantOf(TRIGGER_OPERATION, `${time}_${action}`.toUpperCase());
        default:
            return name === `is${time}` || name === `is${action}`;
    }
};
