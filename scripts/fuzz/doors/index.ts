import type { Door } from '../types.ts';
import { addresses } from './addresses.ts';
import { apex } from './apex.ts';
import { archives } from './archives.ts';
import { bulk } from './bulk.ts';
import { json } from './json.ts';
import { metadata } from './metadata.ts';
import { soap } from './soap.ts';
import { soql } from './soql.ts';
import { strangers } from './strangers.ts';

/** Every way in. */
export const doors: readonly Door[] = [soql, json, addresses, bulk, soap, archives, apex, metadata, strangers];
