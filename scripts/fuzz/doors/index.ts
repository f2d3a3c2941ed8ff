import type { Door } from '../types.ts';
import { addresses } from './addresses.ts';
import { apex } from './apex.ts';
import { json } from './json.ts';
import { metadata } from './metadata.ts';
import { soql } from './soql.ts';

/** Every way in. */
export const doors: readonly Door[] = [soql, json, addresses, apex, metadata];
