import { NO_LONGER_ENFORCED } from '../../database/query/index.ts';
import type { Position } from './ast.ts';
import type { FunctionContext } from './context.ts';
import { CompileFault } from './fault.ts';

/** From this version on, plain SOQL and DML run in user mode and classes are `with sharing`. */
const USER_MODE_SINCE = 67;

/**
 * The access mode of `WITH SECURITY_ENFORCED`: the fields as in user mode, the records as the class shares them.
 * @throws CompileFault where the class's version no longer has the clause
 */
export const enforcedMode = (context: FunctionContext, at: Position): string => {
    if (context.unit.source.apiVersion >= USER_MODE_SINCE) throw new CompileFault(NO_LONGER_ENFORCED, at);
    switch (context.owner?.sharing) {
        case 'with':
            return '0';
        case 'without':
            return '3';
        default:
            return context.owner ? '($x.sharing?0:3)' : '3';
    }
};
/**
 * The access mode of a statement, as JavaScript that gives an index of MODES (runtime/execution.ts):
 * 0 user mode, 1 system mode with sharing, 2 system mode without sharing.
 * @param access what the statement itself says (`as user`, `WITH SYSTEM_MODE` …)
 */
export const modeOf = (context: FunctionContext, access: 'user' | 'system' | undefined): string => {
    if (access === 'user') return '0';
    if (context.unit.kind === 'trigger') return '2';
    if (access === undefined && context.unit.source.apiVersion >= USER_MODE_SINCE) return '0';
    switch (context.owner?.sharing) {
        case 'with':
            return '1';
        case 'without':
            return '2';
        default:
            return '(2-$x.sharing)';
    }
};
