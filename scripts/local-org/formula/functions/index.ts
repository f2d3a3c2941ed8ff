import { DATE_FUNCTIONS } from './dates.ts';
import type { FunctionDefinition } from './definition.ts';
import { LOGIC_FUNCTIONS } from './logic.ts';
import { LOOKUP_FUNCTIONS } from './lookups.ts';
import { NUMBER_FUNCTIONS } from './numbers.ts';
import { TEXT_FUNCTIONS } from './text.ts';

/** Every function that the local org evaluates, by upper-case name. */
export const FUNCTIONS: ReadonlyMap<string, FunctionDefinition> = new Map(
    Object.entries({
        ...LOGIC_FUNCTIONS,
        ...TEXT_FUNCTIONS,
        ...NUMBER_FUNCTIONS,
        ...DATE_FUNCTIONS,
        ...LOOKUP_FUNCTIONS
    })
);

/** Functions of the platform that the local org refuses by name. */
export const REFUSED_FUNCTIONS: ReadonlySet<string> = new Set(
    'DISTANCE EINSTEINPREDICT GEOLOCATION GETSESSIONID PREDICT'.split(' ')
);
