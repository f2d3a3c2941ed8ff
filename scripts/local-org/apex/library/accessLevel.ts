import { USER_MODE, type ExecutionMode } from '../../security/types.ts';
import { callerMode, cell } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { need, refused } from './support.ts';

/** `AccessLevel`: system mode keeps the sharing of the calling class, whatever mode its version has without a word. */
export class AccessLevel {
    readonly fields: ExecutionMode['fields'];
    constructor(fields: ExecutionMode['fields']) {
        this.fields = fields;
    }
    get mode(): ExecutionMode {
        return this.fields === 'user'
            ? USER_MODE
            : { fields: 'system', records: cell.sharing === 1 ? 'with' : 'without' };
    }
}
const USER_LEVEL = new AccessLevel('user');
const SYSTEM_LEVEL = new AccessLevel('system');
/** System.AccessLevel. Source: Apex Developer Guide, "Enforce User Mode for Database Operations". */
export const accessLevel: LibraryType = {
    name: 'System.AccessLevel',
    kind: 'class',
    is: (value) => value instanceof AccessLevel,
    members: {
        'static AccessLevel USER_MODE': () => USER_LEVEL,
        'static AccessLevel SYSTEM_MODE': () => SYSTEM_LEVEL,
        'AccessLevel withPermissionSetId(String id)': refused('AccessLevel.withPermissionSetId')
    }
};
/** The mode of a call with this argument; without one, that of the code that calls. */
export const modeOf = (level: AccessLevel | null | undefined): ExecutionMode =>
    level === undefined ? callerMode() : need(level).mode;
