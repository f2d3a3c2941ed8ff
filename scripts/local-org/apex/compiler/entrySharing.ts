import type { Entry } from '../types.ts';
import type { ClassSymbol } from './symbols.ts';

/**
 * Whether a transaction begins with sharing: where the class that it enters inherits, and where a component calls a class that says nothing;
 * other classes that say nothing begin without, tests among them. Source: Apex Developer Guide, "Use the with sharing, without sharing, and
 * inherited sharing Keywords".
 */
export const sharingAtEntry = ({ sharing }: ClassSymbol, entry: Entry): 0 | 1 =>
    sharing === 'with' || sharing === 'inherited' || (sharing === 'omitted' && entry === 'auraEnabled') ? 1 : 0;
