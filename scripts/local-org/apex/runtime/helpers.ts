/** Everything that compiled code calls, by the name under which it knows it. */
import { controlHelpers } from './op-control.ts';
import { dataHelpers } from './op-data.ts';
import { numberHelpers } from './op-numbers.ts';
import { recordHelpers } from './op-records.ts';

export const helpers = { ...controlHelpers, ...dataHelpers, ...numberHelpers, ...recordHelpers };
